// 8:15 duplicate-name 'a' | line 7
// 10:13 duplicate-key 'run' | line 9
// 11:24 duplicate-key 'X'
// 15:10 duplicate-name 'w' | line 5
workflow('w') {
    tasks {
        shell('a') { run 'x' }
        shell('a') {
            run 'x'
            run 'y'
            env { X 1; X 2 }
        }
    }
}
workflow('w') { tasks { shell('a') { run 'x' } } }
