// 5:9 script-failed no data today
workflow('w') {
    tasks {
        shell('a') { run 'x' }
        throw new IllegalStateException('no data today')
    }
}
