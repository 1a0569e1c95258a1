// 4:26 no-value-yet 'params.n' | 'toInteger'
workflow('w') {
    tasks {
        shell('a') { run params.n.toInteger() }
    }
}
