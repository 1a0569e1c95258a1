// 5:29 workflow-cycle 'workflow'
workflow('self') {
    tasks {
        shell('first') { run 'x' }
        workflow('again') { workflow 'self'; when { first.exit > 1 } }
    }
}
