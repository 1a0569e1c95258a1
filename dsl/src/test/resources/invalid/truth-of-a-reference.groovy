// 4:13 no-value-yet 'params.fast' | when { params.fast }
workflow('w') {
    tasks {
        if (params.fast) { shell('a') { run 'x' } }
    }
}
