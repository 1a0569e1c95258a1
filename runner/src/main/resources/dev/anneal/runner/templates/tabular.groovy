// Trains a classifier on a table, judges it, and keeps it as a version if it is good enough.
//
//   anneal run tabular.yaml                 anneal run tabular.yaml -p rows=20000
//   anneal show last                        anneal models
//
// The rows are made up (loan applications of Agrawal, Imielinski & Swami). For your own, take `stream` away and let
// `history` read a CSV or Parquet file: source: path/to/file.csv, target: name_of_the_column_to_predict

workflow('tabular') {
    description 'Trains a model on loan applications and keeps it if it beats guessing.'
    params {
        integer 'rows', default: 5_000, min: 500, help: 'how many applications to make up'
        decimal 'floor', default: 0.7, min: 0, max: 1, help: 'the least accuracy that is good enough'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows params.rows; noise 0.05; seed 7 }
        dataset('history') { source stream.rows; target 'approved'; split by: 'order', train: 0.8 }
        // A gate: where the data is not as it should be, nothing is trained.
        validate('checks') {
            data history.all
            rows min: 500
            columns {
                salary type: 'double', between: [20_000, 150_000], missing: 0
                age type: 'integer', between: [20, 80], missing: 0
            }
        }
        train('model') { after checks; data history.train; algorithm 'xgboost'; seed 7 }
        // Another gate: a model that fails it gets no version.
        evaluate('scores') {
            model model.model
            data history.test
            require { accuracy >= params.floor && accuracy > baseline.majority }
        }
        version('release') { model model.model; report scores.report; name 'tabular' }
    }
}
