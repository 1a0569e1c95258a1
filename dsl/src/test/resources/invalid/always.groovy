// 8:32 unknown-choice 'runIf' | 'always'
// 9:15 bad-name '5' | '_'
// 11:19 duplicate-name 'w' | 'tell'
// 13:10 no-tasks 'only' | 'tasks'
workflow('w') {
    always {
        shell('tell') { run 'x' }
        shell('clean') { runIf 'always' }
        shell('5') { run 'x' }
    }
    tasks { shell('tell') { run 'x' } }
}
workflow('only') {
    always { shell('tell') { run 'x' } }
}
