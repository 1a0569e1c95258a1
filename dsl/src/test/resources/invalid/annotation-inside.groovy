// 4:9 annotation '@Deprecated'
workflow('w') {
    tasks {
        @Deprecated def x = 3
        shell('a') { run x }
    }
}
