// 5:31 not-captured 'until' | directly
def often = { x -> x }
workflow('w') {
    tasks {
        shell('a') { run 'x'; until often }
    }
}
