// 3:13 wrong-type 'outputs' takes a map of what a run gives, such as {model: $train.model}, found 'out'
workflow('w') {
    outputs 'out'
    tasks { shell('t') { run 'x' } }
}
