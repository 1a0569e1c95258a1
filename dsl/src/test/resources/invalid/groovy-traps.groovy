// 12:13 no-effect (-5)
// 13:13 no-effect concepts a, b
// 14:13 no-effect 'foo'
// 15:13 no-effect does nothing
// 16:22 two-words 'rows' | 'kind'
// 17:13 assignment 'seed' | def seed
// 18:19 no-effect 'PATH'
workflow('w') {
    tasks {
        shell('a') {
            run 'x'
            seed -5
            concepts [1, 2]
            foo
            stream.rows
            kind 'a' rows 5
            seed = 3
            env { PATH x }
        }
    }
}
