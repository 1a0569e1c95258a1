// 11:21 wrong-type 'timeout' | '30x'
// 12:40 unknown-choice 'lin'
// 13:19 unknown-choice 'x'
// 14:19 wrong-type 'after' | 'a b'
// 14:26 wrong-type c.d | name the task alone: c
// 15:22 unknown-choice 'executor' | 'x'
workflow('w') {
    tasks {
        shell('a') {
            run 'x'
            timeout '30x'
            retry retries: 2, backoff: 'lin'
            runIf 'x'
            after 'a b', c.d
            executor 'x'
        }
    }
}
