// 3:17 wrong-type 'description' takes a text, found the number 5; quote it
workflow('w') {
    description 5
    tasks { shell('t') { run 'x' } }
}
