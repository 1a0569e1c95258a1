// 8:13 wrong-type 'timeout' | found a map
// 10:39 bad-timeout 'attempt' | 'task'
// 11:30 missing 'timeout' | 'attempt' | 'task'
// 12:32 unknown-word 'timeout' | 'atempt' | 'attempt' | Did you mean
// 12:50 wrong-type 'task' | '0s'
// 13:30 wrong-type 'timeout' | found a list
workflow('w') {
    timeout attempt: '3m'
    tasks {
        shell('a') { timeout attempt: '3h', task: '2h' }
        shell('b') { timeout([:]) }
        shell('c') { timeout { atempt '3m'; task '0s' } }
        shell('d') { timeout '3m', '4m' }
    }
}
