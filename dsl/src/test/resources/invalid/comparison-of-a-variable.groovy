// 4:17 no-value-yet 'params.n'
workflow('w') {
    tasks {
        def n = params.n
        if (n == 3) { shell('a') { run 'x' } }
    }
}
