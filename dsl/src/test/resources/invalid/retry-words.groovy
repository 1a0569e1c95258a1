// 18:50 bad-retry 'retryOn' | 'bad-input'
// 18:63 bad-retry 'retryOn' | 'exit 0'
// 18:73 bad-retry 'retryOn' | 'exit 256'
// 18:85 wrong-type 'retryOn' | 'exit 137' | 'tiemout' | Did you mean
// 18:96 wrong-type 'retryOn' | 'exit 137' | found the number 137; for an exit code write 'exit 137'
// 19:48 wrong-type 'jitter' | '120%'
// 20:48 wrong-type 'jitter' | found the number -0.1
// 20:70 wrong-type 'infrastructure' | found the number 1.5
// 21:49 wrong-type 'retryOn' | 'exit 137' | found an empty list
// 21:60 wrong-type 'delay' | '0s'
// 22:49 wrong-type 'retryOn' | 'exit 137' | 'a.exit' | found the reference 'a.exit'
// 22:57 unknown-word 'retry' | 'maxDealy' | 'maxDelay' | Did you mean
// 23:28 wrong-type 'retry' | found a list
// 24:28 missing 'retry' | 'retries'
// 25:37 unknown-choice 'backoff' | found the number 3.
workflow('w') {
    tasks {
        shell('a') { retry retries: 2, retryOn: ['bad-input', 'exit 0', 'exit 256', 'tiemout', 137, 'error'] }
        shell('b') { retry { retries 2; jitter '120%' } }
        shell('c') { retry retries: 2, jitter: -0.1, infrastructure: 1.5 }
        shell('d') { retry { retries 2; retryOn([]); delay '0s' } }
        shell('e') { retry retries: 2, retryOn: a.exit, maxDealy: '3s' }
        shell('f') { retry 2, 3 }
        shell('g') { retry([:]) }
        shell 'h', retry: [backoff: 3, retries: 1]
    }
}
