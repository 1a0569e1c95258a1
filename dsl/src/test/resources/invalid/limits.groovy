// 18:17 unknown-choice 'concurrency' | {parallel: 3}
// 19:13 wrong-type 'timeout' | 'never'
// 20:12 wrong-type 'atOnce' | found the number 0
// 21:13 bad-name 'a b' | '_' | 'a_b'
// 21:28 wrong-type 'c' | found nothing
// 25:27 wrong-type 'parallel' | found the number 0
// 26:13 wrong-type 'outputs' | 't.x' | found the reference 't.x'
// 30:17 unknown-choice 'concurrency' | 'cancel' | {parallel: 3}
// 31:12 wrong-type 'atOnce' | found the number 1.5
// 32:13 wrong-type 'outputs' | found a list
// 36:17 unknown-word 'concurrency' | 'paralel' | 'parallel' | Did you mean
// 36:17 missing 'concurrency' | 'parallel'
// 37:5 unknown-word 'archive' | not known here yet
// 38:5 unknown-word 'include' | not known here yet
// 39:5 wrong-type 'always'
// 42:5 duplicate-key 'timeout' | 's'
workflow('w') {
    concurrency 'parallel'
    timeout 'never'
    atOnce 0
    outputs 'a b': t.x, c: null
    tasks { shell('t') { run 'x' } }
}
workflow('v') {
    concurrency parallel: 0
    outputs t.x
    tasks { shell('t') { run 'x' } }
}
workflow('u') {
    concurrency 'cancel'
    atOnce 1.5
    outputs 'a', 'b'
    tasks { shell('t') { run 'x' } }
}
workflow('s') {
    concurrency paralel: 3
    archive 'full'
    include 'x.yaml'
    always 't'
    tasks { shell('t') { run 'x' } }
    timeout '1h'
    timeout '2h'
}
