// 7:26 wrong-type braces
// 7:42 wrong-type Date
// 7:62 bad-number not a number
// 7:77 bad-number 400 digits
workflow('w') {
    tasks {
        shell('a') { run "${-> 3}"; args new Date(0); env A: Double.NaN, B: 1e999999999 }
    }
}
