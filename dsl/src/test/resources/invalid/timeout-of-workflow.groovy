// 4:13 wrong-type 'timeout' takes a duration above zero such as 90s, 30m, 6h or 2d, found 'soon'
// 5:12 wrong-type 'atOnce' takes a whole number from 1 to 100000, found the number 1.5
workflow('w') {
    timeout 'soon'
    atOnce 1.5
    tasks { shell('t') { run 'x' } }
}
