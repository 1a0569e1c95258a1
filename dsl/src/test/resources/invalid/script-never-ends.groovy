// 3:5 script-failed without an end
def f(n) {
    f(n + 1)
}
f(1)
