// 3:24 mixed-values behind the name stand settings only: shell('name') { setting value } or shell 'name', setting: value
workflow('w') {
    tasks { shell('a', 'b') { run 'x' } }
}
