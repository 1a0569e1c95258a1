// 24:54 unknown-parameter 'a' | 'form' | 'child' | Did you mean
// 25:18 missing-parameter 'b' | 'child' | 'from'
// 26:54 wrong-type 'from' | 'child' | 'many'
// 26:68 wrong-type 'mode' | 'child' | 'slow'
// 26:82 wrong-type 'wait' | 'child' | found $data.count, which is a number
// 27:54 wrong-type 'from' | 'child' | '0'
// 27:63 wrong-type 'mode' | 'child' | found $data.data, which is a dataset
// 27:80 wrong-type 'wait' | 'child' | found a list
// 28:55 wrong-type 'from' | 'child' | found $params.flag, which is true or false
// 29:27 wrong-type 'data' | 'f' | found $fine.model, which is a model
// 29:49 unknown-reference 'f' | 'fine.modle' | 'fine' | Did you mean
// 31:48 wrong-type 'algorithm' | 'h' | found $g.note, which is a list, each item text
// 31:61 wrong-type 'seed' | 'h' | found $fine.deep, which is a map
// 32:51 unknown-parameter 'i' | 'x' | 'plain'
// 33:26 unknown-reference 'j' | 'i.anything' | 'i'
workflow('parent') {
    params { integer 'n'; 'boolean'('flag') }
    tasks {
        parts('data') { }
        workflow('fine') { workflow 'child'; with from: params.n, mode: 'fast', wait: "${params.n}m" }
        workflow('other') { workflow 'elsewhere'; with anything: 1 }
        workflow('chosen') { workflow fine.note; with data.facts }
        shell('read') { run fine.model, fine.note, other.any, chosen.thing }
        workflow('a') { workflow 'child'; with form: 1, from: 1 }
        workflow('b') { workflow 'child' }
        workflow('c') { workflow 'child'; with from: 'many', mode: 'slow', wait: data.count }
        workflow('d') { workflow 'child'; with from: 0, mode: data.data, wait: [1] }
        workflow('e') { workflow 'child'; with { from params.flag } }
        train('f') { data fine.model; algorithm fine.modle; seed fine.size }
        workflow('g') { workflow 'child'; forEach 1, 2; with from: item }
        train('h') { data data.data; algorithm g.note; seed fine.deep }
        workflow('i') { workflow 'plain'; with x: 1 }
        shell('j') { run i.anything }
    }
}
workflow('child') {
    params {
        integer 'from', min: 1
        choice 'mode', choices: ['fast', 'exact'], default: 'exact'
        duration 'wait', required: false
    }
    outputs { model fit.model; note "by ${run.id}"; size 3; deep inner.deep; kept true }
    tasks {
        train('fit') { data fit_data.data; algorithm 'x'; seed 1 }
        parts('fit_data') { }
        workflow('inner') { workflow 'plain' }
    }
}
workflow('plain') {
    outputs deep: t.facts
    tasks { parts('t') { } }
}
