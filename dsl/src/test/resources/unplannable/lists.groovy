// 21:40 wrong-type 'data' | 'also' | found $fine.all, which is a list, each item a dataset
// 22:27 wrong-type 'data' | 'a' | found $one.data, which is a dataset
// 22:45 wrong-type 'weights' | 'a' | found $many.facts, which is a list, each item a map
// 23:28 wrong-type 'data' | 'b' | found $many.data, which is a list, each item a dataset
// 23:49 wrong-type 'weights' | 'b' | found $one.count, which is a number
// 24:27 wrong-type 'data' | 'c' | found $many.data, which is a list, each item a dataset
// 24:58 unknown-reference 'c' | 'many.count.x' | 'many.count' | has no parts
// 25:39 wrong-type 'forEach' | 'd' | found $one.count, which is a number
// 26:39 wrong-type 'forEach' | 'e' | found $params.name, which is text
// 27:42 wrong-type 'forEach.a' | 'f' | found $one.facts, which is a map
// 28:42 wrong-type 'forEach.a' | 'g' | found $one.count, which is a number
// 28:56 wrong-type 'forEach.b' | 'g' | found $params.n, which is a number
// 29:47 wrong-type 'algorithm' | 'h' | found $many.list, which is a list, each item a list
// 30:39 wrong-type 'forEach' | 'i' | found an expression that gives a number
workflow('w') {
    params { integer 'n'; string 'name' }
    tasks {
        parts('one') { }
        parts('many') { forEach 1, 2 }
        merge('fine') { data many.data; weights many.count; forEach many.list }
        merge('also') { data one.data, fine.all; weights one.list; forEach a: one.list, b: [1]; label item.a }
        merge('a') { data one.data; weights many.facts }
        merge('b') { data([many.data]); weights one.count }
        train('c') { data many.data; algorithm 'x'; seed many.count.x }
        shell('d') { run 'x'; forEach one.count }
        shell('e') { run 'x'; forEach params.name }
        shell('f') { run 'x'; forEach a: one.facts, b: many.count }
        shell('g') { run 'x'; forEach a: one.count, b: params.n }
        train('h') { data one.data; algorithm many.list; seed 1 }
        shell('i') { run 'x'; forEach params.n * 2 }
    }
}
