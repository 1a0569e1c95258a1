// 2:1 annotation '@Field'
@groovy.transform.Field int x = 3
workflow('w') { tasks { shell('a') { run 'x' } } }
