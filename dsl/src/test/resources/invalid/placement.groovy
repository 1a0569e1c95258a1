// 27:37 wrong-type 'cpu' | found the number 0
// 27:48 wrong-type 'memory' | found the number 2; say in which unit
// 27:56 wrong-type 'gpu' | found the number 1.5
// 28:37 wrong-type 'cpu' | '2' | without quotes
// 28:50 wrong-type 'memory' | '2 GB'
// 28:63 wrong-type 'gpu' | found the number -1
// 29:34 unknown-word 'resources' | 'cpus' | 'cpu' | Did you mean
// 29:46 wrong-type 'cpu' | found the number 0.0005
// 29:61 wrong-type 'memory' | '0GB'
// 30:32 wrong-type 'resources' | found the number 2
// 30:40 reserved-name 'cpu'
// 31:38 wrong-type 'cpu' | found a list
// 31:51 wrong-type 'memory' | found a map
// 31:61 wrong-type 'gpu' | found nothing
// 32:27 reserved-name 'memory'
// 32:42 wrong-type 'db' | found the number 0
// 32:50 wrong-type 'api' | found the number 1.5
// 32:55 bad-name 'a b' | '_' | 'a_b'
// 33:27 wrong-type 'pool' | found a list
// 34:27 wrong-type 'pool' | found an empty map
// 35:31 wrong-type 'priority' | found the number 0.5
// 35:45 unknown-choice 'executor' | 'remote'
// 36:31 wrong-type 'priority' | found the number 3000000
// 36:51 unknown-choice 'executor' | found the number 3.
workflow('w') {
    tasks {
        shell('a') { resources cpu: 0, memory: 2, gpu: 1.5 }
        shell('b') { resources cpu: '2', memory: '2 GB', gpu: -1 }
        shell('c') { resources { cpus 2; cpu 0.0005; memory '0GB' } }
        shell('d') { resources 2; pool 'cpu' }
        shell('e') { resources { cpu([1]); memory a: 1; gpu null } }
        shell('f') { pool memory: 2, db: 0, api: 1.5, 'a b': 1 }
        shell('g') { pool 'a', 'b' }
        shell('h') { pool([:]) }
        shell('i') { priority 0.5; executor 'remote' }
        shell('j') { priority 3_000_000; executor 3 }
    }
}
