// 2:8 groovy-syntax Bar
import foo.Bar
workflow('w') { tasks { shell('a') { run 'x' } } }
