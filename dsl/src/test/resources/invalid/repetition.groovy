// 27:30 wrong-type 'forEach' | 'x' | write [item]
// 28:30 wrong-type 'forEach' | found nothing
// 29:30 wrong-type 'forEach' | found an empty map
// 30:36 wrong-type 'size' | found the number 3
// 30:39 bad-name 'a b' | '_' | 'a_b'
// 30:54 wrong-type 'c' | '${...}' | found a text with '${
// 31:43 wrong-type 'atOnce' | found the number 0
// 32:22 bad-repetition 'atOnce' | 'forEach' | 'f'
// 33:36 bad-repetition 'g' | 'forEach' | 'repeat'
// 34:29 wrong-type 'repeat' | found the number 3
// 35:29 missing 'repeat' | 'until'
// 35:29 missing 'repeat' | 'atMost'
// 36:22 missing 'repeat' | 'atMost'
// 36:31 unknown-word 'repeat' | 'atMots' | 'atMost' | Did you mean
// 36:49 expression-syntax '=='
// 37:60 wrong-type 'atMost' | found the number 0
// 37:69 wrong-type 'delay' | 'soon'
// 37:85 unknown-choice 'atBound' | 'stop'
// 38:36 wrong-type 'until' | braces
// 39:29 unknown-word 'repeat' | 'while'
// 39:29 missing 'repeat' | 'until'
// 40:15 reserved-name 'item'
// 41:15 reserved-name 'iteration'
// 42:15 reserved-name 'previous'
workflow('w') {
    tasks {
        shell('a') { forEach 'x' }
        shell('b') { forEach null }
        shell('c') { forEach([:]) }
        shell('d') { forEach size: 3, 'a b': [1], c: "x ${a.b}" }
        shell('e') { forEach 1, 2; atOnce 0 }
        shell('f') { atOnce 3 }
        shell('g') { forEach 1, 2; repeat { until { true }; atMost 3 } }
        shell('h') { repeat 3 }
        shell('i') { repeat([:]) }
        shell('j') { repeat { atMots 3; until { h.exit = 3 } } }
        shell('k') { repeat { until { h.exit > 3 }; atMost 0; delay 'soon'; atBound 'stop' } }
        shell('l') { repeat until: 'h.exit > 3', atMost: 3 }
        shell('m') { repeat 'while': { h.exit < 3 }, atMost: 3 }
        shell('item') { run 'x' }
        shell('iteration') { run 'x' }
        shell('previous') { run 'x' }
    }
}
