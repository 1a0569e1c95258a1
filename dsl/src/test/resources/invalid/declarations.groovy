// 8:9 missing a name
// 9:20 mixed-values behind the name
// 10:22 missing 'seed' | no value
// 11:24 mixed-values 'split'
// 12:22 mixed-values 'env'
workflow('w') {
    tasks {
        shell { run 'x' }
        shell('b', 3) { run 'x' }
        train('c') { seed() }
        dataset('d') { split 'order', train: 0.8 }
        shell('e') { env('x') { A 1 } }
    }
}
