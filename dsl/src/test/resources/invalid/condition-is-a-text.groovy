// 4:36 wrong-type 'when' | in braces
workflow('w') {
    tasks {
        shell('a') { run 'x'; when 'a > b' }
    }
}
