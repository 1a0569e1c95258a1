// 5:13 script-failed 'foo'
workflow('w') {
    tasks {
        shell('a') {
            run([1].foo(3))
        }
    }
}
