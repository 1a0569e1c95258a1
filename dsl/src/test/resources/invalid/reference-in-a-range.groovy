// 5:9 script-failed the script failed here: a reference has no value while the file is read, so nothing can be compared or reckoned with it here. What a run should compare stands in a condition such as when { ... }
workflow('w') {
    params { integer 'n', default: 3 }
    tasks {
        for (i in 1..params.n) { shell("t$i") { run 'x' } }
    }
}
