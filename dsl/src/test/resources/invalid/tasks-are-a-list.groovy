// 3:5 wrong-type 'tasks' takes a block: tasks { ... }
workflow('w') {
    tasks(['a'])
}
