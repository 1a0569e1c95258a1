// 7:38 expression-syntax there is no function 'nosuch'. Known: abs, bytes, ceil, contains, endsWith, first, floor, join, keys, last, lower, max, mean, min, number, replace, round, seconds, size, split.
// 8:47 expression-syntax an expression calls no methods, only the functions abs, bytes, ceil, contains, endsWith, first, floor, join, keys, last, lower, max, mean, min, number, replace, round, seconds, size, split, startsWith, sum, text, trim, upper, values
// 9:38 expression-syntax an expression cannot say this: it has names, numbers, texts, lists, maps, parts, the operators ! - * / % + < <= > >= in == != && || ?: ? : and the functions abs, bytes, ceil, contains, endsWith, first, floor, join, keys, last, lower, max, mean, min, number, replace, round, seconds, size, split, startsWith, sum, text, trim, upper, values
// 10:42 expression-syntax an expression calls no methods, only the functions abs, bytes, ceil, contains, endsWith, first, floor, join, keys, last, lower, max, mean, min, number, replace, round, seconds, size, split, startsWith, sum, text, trim, upper, values
workflow('w') {
    tasks {
        shell('a') { run 'x'; when { nosuch(1) } }
        shell('b') { run 'x'; when { params.n.toString() } }
        shell('c') { run 'x'; when { new Date() } }
        shell('d') { run 'x'; when { [1].each { it } } }
    }
}
