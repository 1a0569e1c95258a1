// 4:34 no-value-yet "${params.n}"
workflow('w') {
    tasks {
        def name = 'a'.concat("${params.n}")
        shell(name) { run 'x' }
    }
}
