// The twin of flow.yaml: when and how often tasks run, and what bounds the runs.
workflow('flow') {
    concurrency parallel: 3
    timeout '6h'
    atOnce 8
    outputs { model model.model; label "by ${run.id}"; rows 5 }
    params { string 'sizes' }
    always {
        shell('tell') { run "${run.state} ${run.attempt}"; after 'short' }
        shell 'clean', run: 'x', after: 'tell', runIf: 'none-failed'
    }
    tasks {
        def plain = shell('plain') { forEach 'a', 2, [k: [true, null]]; run item }
        shell('limited') { forEach plain.exit; atOnce 2; run "${item + 1}" }
        shell('product') {
            forEach size: [1, 2], seed: 7..8, of: plain.exit
            run "${item.size} of ${item.seed}"
            when { item.size < 2 }
        }
        shell('given') { forEach params.sizes; run 'x' }
        shell('mixed') { forEach([1, plain.exit, params.sizes]); run 'x' }
        train('model') {
            data plain.exit
            algorithm 'x'
            seed iteration
            settings before: previous.model
            def floor = 0.1
            repeat { until { model.loss < floor && iteration > 2 }; atMost 10; delay '5s'; atBound 'finish' }
        }
        shell 'short', run: 'x', repeat: [until: { !params.sizes }, atMost: 1]
        shell('bold') { run 'x'; allowFailure true; onFailure 'cancel'; runIf 'any-failed' }
        workflow('child') { workflow 'other'; with from: params.sizes; forEach([1]); executor 'worker' }
        ticket('ticket') { priority 'high'; pool 'a', 'b'; repeat { until 'x < 3' }; cache { size(item) > 0 } }
    }
}

workflow('other') { concurrency 'cancel-running'; tasks { shell('t') { run 'x' } } }
workflow('third') { concurrency 'queue'; tasks { shell('t') { run 'x' } } }
workflow('fourth') {
    def most = 8
    concurrency 'skip'
    params { integer 'n', default: 2 }
    tasks { shell('t') { run "x ${size([params.n])} of ${max(params.n, 3) * 2}"; resources { cpu min(params.n, most) } } }
}
