// The twin of words.yaml: every word of the language, each in both forms.
def tell(what) {
    shell('tell') {
        run what
        env A: 'x', B: params.rows, PATH: '$HOME/bin'
        args 'one', 'two', "${params.label}"
        until { scores.accuracy < 0.8 }
        runIf 'all-done'
        after scores
        retry 0
    }
}

workflow('words') {
    description 'Costs $5 {braces} and \'quotes\''
    params {
        path('data') { help 'CSV in time order' }
        integer 'rows', default: 15_000, min: 1
        decimal 'floor', default: 0.70, min: 0.5, max: 1
        string 'label', required: false
        'boolean'('fast', default: false)
        duration 'wait', default: '1h30m'
        choice 'colour', choices: ['red', 'green'], default: 'green'
    }
    triggers {
        cron 'nightly', at: '0 0 3 * * ?', zone: 'Australia/Sydney', catchUp: 'skip'
        cron('hourly') { at '0 0 * * * ?' }
    }
    defaults { retry 2; timeout '30m' }
    tasks {
        dataset('history') { source params.data; rows last: params.rows; target 'class'; split { by 'order'; train 0.8 } }
        validate('checks') {
            data history.all
            columns {
                price type: 'double', missing: 0, between: [-1, 1], holds: { value >= 0 || value == null }
                on { type 'yes' }
            }
            retry retries: 3, backoff: 'exponential', delay: '10s', maxDelay: '5m'
        }
        def common = [max_depth: 6, eta: 0.1G, deep: [a: [1, [2, [b: null]]]]]
        def trained = (1..2).collect { number ->
            train("model_$number") {
                after checks, history
                data history.train
                algorithm 'xgboost'
                seed number
                settings common
            }
        }
        def margin = 0.002
        evaluate 'scores', model: trained[0].model, data: history.test, timeout: '1h', require: {
            accuracy >= params.floor && accuracy > baseline.majority &&
                accuracy + margin * 2 >= champion.accuracy &&
                max(accuracy, -1.5) % 2 != abs(-accuracy) / 3
        }, when: { !params.fast && size(['a', "b ${params.rows + 1} c"]) == 2 }
        tell "run ${run.id}: ${params.rows * 2 + 1} of ${params.data}, \$\$ and \$HOME"
    }
}
