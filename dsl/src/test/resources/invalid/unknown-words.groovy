// 5:10 no-tasks 'w'
// 6:5 unknown-word 'task' | 'tasks'
// 7:5 unknown-word 'archive' is not known here yet
// 8:5 unknown-word 'shell' | tasks { ... }
workflow('w') {
    task { shell('a') { run 'x' } }
    archive 'queue'
    shell('b') { run 'x' }
}
