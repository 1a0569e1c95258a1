// 12:9 unknown-word 'defaults' | 'pool'
// 13:9 unknown-word 'defaults' | 'forEach'
// 14:20 wrong-type 'ttl' | '0s'
// 15:24 wrong-type 'cpu' | 'much'
// 16:19 unknown-choice 'onFailure' | 'stop'
// 17:18 unknown-choice 'executor' | 'x'
// 18:9 unknown-word 'env' | not known here yet
// 19:18 wrong-type 'priority' | 'high'
// 20:9 unknown-word 'defaults' | 'prority' | 'priority' | Did you mean
workflow('w') {
    defaults {
        pool 'db'
        forEach 1, 2
        cache ttl: '0s'
        resources cpu: 'much'
        onFailure 'stop'
        executor 'x'
        env A: 1
        priority 'high'
        prority 3
    }
    tasks {
        shell('a') { run 'x' }
        shell('b') { run 'x' }
    }
}
