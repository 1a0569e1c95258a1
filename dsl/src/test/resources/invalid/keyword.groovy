// 3:28 groovy-syntax 'default' | colon
workflow('w') {
    params { string('a') { default 'x' } }
    tasks { shell('a') { run 'x' } }
}
