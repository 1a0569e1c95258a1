// 2:1 unknown-word 'workfow' | 'workflow'
workfow('w') { tasks { shell('a') { run 'x' } } }
