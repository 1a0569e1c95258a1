// 28:32 unknown-reference 'bad' | 'a.exot' | 'a' | Did you mean
// 28:47 unknown-reference 'state' | 'run.state' | 'always' | under 'always'
// 28:70 unknown-reference 'attempt' | 'run.attempt' | 'run.id'
// 28:98 unknown-reference 'none' | 'nothing.x' | 'nothing'
// 30:26 unknown-reference 'a' | 'item' | 'forEach'
// 30:40 unknown-reference 'a' | 'item.x' | 'forEach'
// 31:26 unknown-reference 'b' | 'iteration' | 'repeat'
// 31:44 unknown-reference 'b' | 'previous.exit' | 'repeat'
// 32:26 unknown-reference 'c' | 'run.state' | 'always' | under 'always'
// 32:63 unknown-reference 'c' | 'run.states'
// 33:56 unknown-reference 'd' | 'item.sizes' | 'item.size' | Did you mean
// 34:30 unknown-reference 'e' | 'item' | 'forEach' | where the items come from
// 34:44 unknown-reference 'e' | 'nothing.x' | 'nothing'
// 35:39 unknown-reference 'f' | 'f.exot' | 'f.exit' | Did you mean
// 35:53 unknown-reference 'f' | 'previous.exit' | 's own name: '
// 35:82 unknown-reference 'f' | 'item' | 'forEach'
// 35:123 unknown-reference 'f' | 'iteration' | 'when' | before the first iteration
// 36:69 missing-first 'g' | 'run' | the first time
// 36:69 unknown-reference 'g' | 'previous.exot' | 'previous.exit' | Did you mean
// 36:92 unknown-reference 'g' | 'previous'
// 36:104 wrong-type 'args' | 'g' | found $iteration, which is a number
// 36:139 unknown-reference 'g' | 'iteration.x' | 'iteration' | has no parts
// 37:52 unknown-reference 'h' | 'run.attemp' | 'attempt' | Did you mean
// 37:73 unknown-reference 'h' | 'params.m' | 'w' | Did you mean
// 37:88 unknown-reference 'h' | 'item' | 'forEach'
workflow('w') {
    params { integer 'n' }
    outputs good: a.exit, bad: a.exot, state: run.state, attempt: "${run.attempt + 1}", none: "${nothing.x}"
    tasks {
        shell('a') { run item; args "${item.x}", 'y' }
        shell('b') { run iteration; env A: previous.exit }
        shell('c') { run run.state; when { run.attempt > 1 && run.states == 'x' } }
        shell('d') { forEach size: [1], seed: [2]; run item.sizes; when { item.seed > 1 } }
        shell('e') { forEach item, run.id, nothing.x; run item.anything }
        shell('f') { repeat { until { f.exot > 1 || previous.exit > iteration || item == 3 }; atMost 3 }; run 'x'; when { iteration > 1 } }
        shell('g') { repeat { until { g.exit > 1 }; atMost 3 }; run previous.exot; args "${previous}", iteration; until { previous.exit > iteration.x } }
        shell('h') { run 'x'; resources memory: "${run.attemp}GB", cpu: params.m, gpu: item }
    }
}
