// 5:9 script-failed null
def list = null
workflow('w') {
    tasks {
        shell('s' + list.size()) { run 'x' }
    }
}
