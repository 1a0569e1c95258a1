// 8:9 unknown-type 'integr' | 'integer'
// 9:22 unknown-word 'minn' | 'min'
// 10:57 bad-default red, green | 'gren'
// 11:9 unknown-type 'secret' | not known here yet
// 12:30 bad-default reference
workflow('w') {
    params {
        integr 'a', default: 3
        integer 'b', minn: 3
        choice 'c', choices: ['red', 'green'], default: 'gren'
        secret 'd'
        string 'e', default: params.d
    }
    tasks { shell('a') { run 'x' } }
}
