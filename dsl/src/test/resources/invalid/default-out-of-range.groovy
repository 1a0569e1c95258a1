// 7:31 bad-default the default of parameter 'a' must be a whole number of at most 3, found the number 9
// 8:31 bad-default the default of parameter 'b' must be a whole number, found the number 1.5
// 9:33 bad-default the default of parameter 'c' must be true or false, found 'yes'
// 10:32 bad-default the default of parameter 'd' must be a duration such as 90s, 30m, 6h or 2d, found 'long'
workflow('w') {
    params {
        integer 'a', default: 9, max: 3
        integer 'b', default: 1.5
        'boolean' 'c', default: 'yes'
        duration 'd', default: 'long'
    }
    tasks { shell('t') { run 'x' } }
}
