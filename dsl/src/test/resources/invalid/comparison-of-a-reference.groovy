// 5:13 no-value-yet when { ... }
// 6:19 no-value-yet when { ... }
workflow('w') {
    tasks {
        if (params.n > 3) { shell('a') { run 'x' } }
        def few = 3 == params.n
    }
}
