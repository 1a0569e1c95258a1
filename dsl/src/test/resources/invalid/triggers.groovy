// 6:23 bad-cron 2 fields
// 6:36 bad-zone 'Mars'
// 7:9 unknown-type 'file' | not known here yet
workflow('w') {
    triggers {
        cron 'a', at: '* *', zone: 'Mars'
        file('b') { glob '*.csv' }
    }
    tasks { shell('a') { run 'x' } }
}
