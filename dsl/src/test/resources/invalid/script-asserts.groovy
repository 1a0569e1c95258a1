// 4:9 script-failed assert 1 == 2
workflow('w') {
    tasks {
        assert 1 == 2
        shell('a') { run 'x' }
    }
}
