// 4:10 bad-name 'my-flow'
// 5:22 bad-name 'a b'
// 6:19 reserved-name 'run'
workflow('my-flow') {
    params { integer 'a b' }
    tasks { shell('run') { run 'x' } }
}
