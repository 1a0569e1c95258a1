// 5:10 no-tasks workflow 'w' has no tasks; it needs at least one under 'tasks'
// 6:14 missing a parameter has a name: integer('name') { ... } or integer 'name', setting: value
// 7:16 missing a trigger has a name: cron('name') { ... } or cron 'name', setting: value
// 8:13 missing a task has a name: shell('name') { ... } or shell 'name', setting: value
workflow('w') {
    params { integer() }
    triggers { cron at: '0 0 3 * * ?' }
    tasks { shell { run 'x' } }
}
