// 3:5 unknown-word 'shell' is a task type; tasks stand in tasks { ... }
workflow('w') {
    shell('a') { run 'x' }
    tasks { shell('b') { run 'x' } }
}
