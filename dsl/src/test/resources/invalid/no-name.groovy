// 2:1 wrong-type workflow('name')
workflow { tasks { shell('a') { run 'x' } } }
