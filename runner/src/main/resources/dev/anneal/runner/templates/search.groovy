// Trains the same model with every combination of some settings, and judges each of them.
//
//   anneal run search.yaml                  anneal show last --all
//
// Two are trained at once. The rows are made up; see the template `tabular` for how to read your own.

workflow('search') {
    description 'Tries several depths and rates, side by side.'
    params {
        integer 'rows', default: 3_000, min: 500, help: 'how many applications to make up'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows params.rows; noise 0.05; seed 7 }
        dataset('history') { source stream.rows; target 'approved'; split by: 'order', train: 0.8 }
        train('fit') {
            forEach depth: [3, 6], eta: [0.1, 0.3]
            atOnce 2
            data history.train
            algorithm 'xgboost'
            seed 7
            settings max_depth: item.depth, eta: item.eta
        }
        // A combination that is no better than guessing is told as rejected and stops nothing.
        evaluate('scores') {
            forEach fit.model
            allowFailure true
            model item
            data history.test
            require { accuracy > baseline.majority }
        }
    }
}
