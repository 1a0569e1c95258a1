// 11:26 unknown-reference 'a' | 'tell.exit' | 'tell' | under 'always'
// 12:37 always-task 'b' | 'tell' | 'always' | under 'always'
// 12:45 unknown-task 'b' | 'tel' | 'tell' | Did you mean
// 13:38 unknown-reference 'c' | 'clean.exit' | 'clean' | under 'always'
// 14:39 unknown-reference 'd' | 'tell.exit' | 'tell' | under 'always'
// 22:19 cycle e -> e
// 25:19 cycle f -> f
// 29:15 cycle g -> h -> g
workflow('w') {
    tasks {
        shell('a') { run tell.exit }
        shell('b') { run 'x'; after 'tell', 'tel' }
        shell('c') { run 'x'; when { clean.exit > 1 } }
        shell('d') { run 'x'; forEach tell.exit }
    }
    always {
        shell('tell') { run a.exit; after 'clean' }
        shell('clean') { run run.state }
    }
}
workflow('own') {
    tasks { shell('e') { run e.exit; repeat { until { e.exit > 1 }; atMost 2 } } }
}
workflow('itself') {
    tasks { shell('f') { run 'x'; after 'f'; repeat { until { f.exit > 1 }; atMost 2 } } }
}
workflow('around') {
    tasks {
        shell('g') { run 'x'; repeat { until { g.exit > h.exit }; atMost 2 } }
        shell('h') { run g.exit }
    }
}
