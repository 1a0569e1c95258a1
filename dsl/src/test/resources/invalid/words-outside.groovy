// 2:1 unknown-word 'println'
println 'hello'
workflow('w') { tasks { shell('a') { run 'x' } } }
