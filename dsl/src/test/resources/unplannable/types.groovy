// 20:38 wrong-type '&&' takes what is true or false, found params.n, a number
// 21:52 wrong-type '>' takes texts, found the number 3
// 22:38 wrong-type '==' always comes to the same, because the two sides are of different types: params.n, a number, and the text '1'
// 23:38 wrong-type '>' compares texts letter by letter; to compare durations or sizes write seconds('2h') or bytes('2GB') on both sides
// 24:39 wrong-type '!' takes what is true or false, found params.name, text
// 25:50 wrong-type 'in' needs a list or a map on the right, found params.name, text; whether a text has a part says contains(text, part)
// 26:43 wrong-type 'size' takes a text, a list or a map, found params.n, a number
// 26:55 wrong-type 'abs' takes one argument, found 2: abs(number)
// 26:59 wrong-type 'abs' takes a number, found params.name, text
// 27:38 wrong-type '? :' takes what is true or false, found params.name, text
// 28:38 wrong-type expected what is true or false, found an expression that gives a number
workflow('w') {
    params {
        integer 'n', default: 1
        string 'name', default: 'a'
        'boolean' 'fast', default: true
        duration 'wait', default: '30m'
    }
    tasks {
        shell('a') { run 'x'; when { params.n && params.fast } }
        shell('b') { run 'x'; when { params.name > 3 } }
        shell('c') { run 'x'; when { params.n == '1' } }
        shell('d') { run 'x'; when { params.wait > '2h' } }
        shell('e') { run 'x'; when { !params.name } }
        shell('f') { run 'x'; when { params.n in params.name } }
        shell('g') { run 'x'; when { size(params.n) > abs(params.name, 1) } }
        shell('i') { run 'x'; when { params.name ? true : false } }
        shell('j') { run 'x'; when { params.n + 1 } }
        shell('fine') { run 'x'; when { seconds(params.wait) > seconds('2h') || params.n in [1, 2] || params.name == null } }
    }
}
