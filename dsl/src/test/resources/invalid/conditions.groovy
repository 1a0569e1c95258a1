// 21:39 expression-syntax '=='
// 22:39 expression-syntax '<=>'
// 23:41 expression-syntax no methods
// 24:39 expression-syntax 'size'
// 25:50 expression-syntax one expression
// 26:39 expression-syntax 'it'
// 27:37 expression-syntax nothing
// 28:39 expression-syntax '=~'
// 29:39 expression-syntax '.'
// 30:39 expression-syntax '**'
// 31:40 expression-syntax cannot say
// 32:44 expression-syntax no methods
// 33:38 expression-syntax no parameters
// 34:40 expression-syntax no statement
// 35:40 expression-syntax '!in'
// 36:40 expression-syntax cannot say
// 37:40 expression-syntax cannot say
// 38:40 expression-syntax cannot say
workflow('w') {
    tasks {
        shell('t0') { run 'x'; when { foo = 3 } }
        shell('t1') { run 'x'; when { a <=> b } }
        shell('t2') { run 'x'; when { a.size() > 3 } }
        shell('t3') { run 'x'; when { siez(3) } }
        shell('t4') { run 'x'; when { def x = 3; x > 3 } }
        shell('t5') { run 'x'; when { it > 3 } }
        shell('t6') { run 'x'; when { } }
        shell('t7') { run 'x'; when { a =~ 'x' } }
        shell('t8') { run 'x'; when { a*.b } }
        shell('t9') { run 'x'; when { a ** 2 } }
        shell('t10') { run 'x'; when { new File('x') } }
        shell('t11') { run 'x'; when { [1].any { b } } }
        shell('t12') { run 'x'; when { x -> x } }
        shell('t13') { run 'x'; when { if (a) b } }
        shell('t14') { run 'x'; when { a !in b } }
        shell('t15') { run 'x'; when { 1..3 } }
        shell('t16') { run 'x'; when { a as int } }
        shell('t17') { run 'x'; when { a++ } }
    }
}
