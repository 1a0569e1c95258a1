// 16:31 never-fits 'a' | cpu: 9 | only 4
// 16:31 never-fits 'c' | cpu: 9 | only 4
// 20:47 never-fits 'b' | cpu: 4.001 | only 4
// 20:61 never-fits 'b' | memory: 8.1GB | only 8GB
// 20:74 never-fits 'b' | gpu: 2 | only 1
// 20:86 never-fits 'b' | 'anneal pools set db SIZE' | pool db: 4 | only 3
// 21:36 unknown-pool 'c' | 'dv' | 'db' | Did you mean
// 22:46 wrong-type 'resources.cpu' | 'd' | found $params.size, which is text
// 22:67 wrong-type 'resources.memory' | 'd' | found $params.n, which is a number
// 22:82 wrong-type 'resources.gpu' | 'd' | found $run.id, which is text
// 24:46 wrong-type 'resources.cpu' | 'f' | found a text
// 24:70 wrong-type 'resources.memory' | 'f' | found an expression that gives a number
// 24:89 unknown-pool 'f' | 'queue' | 'anneal pools set queue SIZE'
workflow('w') {
    params { integer 'n'; string 'size' }
    defaults { resources cpu: 9 }
    tasks {
        shell('fits') { run 'x'; resources cpu: 4, memory: '8GB', gpu: 1; pool db: 3 }
        shell('a') { run 'x' }
        shell('b') { run 'x'; resources { cpu 4.001; memory '8.1GB'; gpu 2 }; pool { db 4 } }
        shell('c') { run 'x'; pool 'dv' }
        shell('d') { run 'x'; resources cpu: params.size, memory: params.n, gpu: run.id }
        shell('e') { run 'x'; resources cpu: params.n, memory: params.size, gpu: run.attempt * 9 }
        shell('f') { run 'x'; resources cpu: "${params.n}x", memory: params.n * 2; pool queue: 1 }
    }
}
