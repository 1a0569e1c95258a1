// 6:1 groovy-syntax file ends | not closed
workflow('w') {
    tasks {
        shell('a') { run 'x' }
    }
