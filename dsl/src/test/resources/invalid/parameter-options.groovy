// 8:24 bad-parameter 'min' is for integer and decimal parameters, and 'a' is a boolean
// 9:16 missing parameter 'b' is a choice, so it needs 'choices', a list of texts
// 10:25 wrong-type 'help' takes a text, found the number 5; quote it
// 11:44 bad-parameter a parameter with a default is never required; drop 'required' or 'default'
// 12:21 bad-parameter 'choices' is for choice parameters, and 'e' is a string
workflow('w') {
    params {
        'boolean' 'a', min: 1
        choice 'b'
        path 'c', help: 5
        integer 'd', default: 1, required: true
        string 'e', choices: ['x']
    }
    tasks { shell('t') { run 'x' } }
}
