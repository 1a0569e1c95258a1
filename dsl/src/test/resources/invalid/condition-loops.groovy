// 6:38 expression-syntax in the braces of 'when' stands one expression, no statement such as if or for
// 7:49 expression-syntax in the braces of 'when' stands one expression, found more
// 8:36 expression-syntax in the braces of 'when' stands one expression, found nothing
workflow('w') {
    tasks {
        shell('a') { run 'x'; when { for (i in 1..2) { i } } }
        shell('b') { run 'x'; when { def a = 1; a > 0 } }
        shell('c') { run 'x'; when { } }
    }
}
