// A life that closes its loop. `loans` makes models, `loans_watch` watches the one that serves and asks for a new one
// when lending policy has changed. Each is an acyclic graph; the loop closes through run requests.
//
// The stream is the loan data of Agrawal, Imielinski & Swami (1993): 50,000 applications, judged by four policies one
// after the other, so the right answer changes at rows 12,500, 25,000 and 37,500. It is generated and replayed, so that
// years pass in seconds; in production the `traffic` task falls away and a trigger fires the watcher.

workflow('loans') {
    description 'Trains on a stretch of loan decisions and deploys what beats the champion.'
    params {
        integer 'from', default: 0, min: 0, help: 'first row to train on'
        integer 'to', default: 5_000, min: 1, help: 'row before which training ends'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows 50_000; noise 0.05; seed 7; concepts 1, 2, 3, 4 }
        dataset('history') {
            source stream.rows
            rows from: params.from, to: params.to
            target 'approved'
            split by: 'order', train: 0.8
        }
        validate('checks') {
            data history.all
            rows min: 500
            columns {
                salary type: 'double', between: [20_000, 150_000], missing: 0
                age type: 'integer', between: [20, 80], missing: 0
            }
        }
        train('model') { after checks; data history.train; algorithm 'xgboost'; seed 7 }
        evaluate('scores') {
            model model.model
            data history.test
            require { accuracy > baseline.majority && accuracy > champion.accuracy }
        }
        version('release') { model model.model; report scores.report; name 'loans' }
        deploy('live') { version release.version; endpoint 'loans' }
        // Also where the challenger was refused: then the champion goes on being watched.
        request('onwards') { after live; runIf 'all-done'; workflow 'loans_watch'; with from: params.to }
    }
}

workflow('loans_watch') {
    description 'Sends the next applications to the endpoint, watches it, asks for a new model when policy has changed.'
    params {
        integer 'from', min: 0, help: 'first row to send'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows 50_000; noise 0.05; seed 7; concepts 1, 2, 3, 4 }
        replay('traffic') { source stream.rows; from params.from; count 1_000; endpoint 'loans'; labelsAfter 100 }
        monitor('watch') { after traffic; endpoint 'loans'; window 250 }
        // Only rows whose labels have come may be trained on: up to `labelled`, not up to `position`.
        retrainOnDrift('heal') {
            report watch.report
            workflow 'loans'
            with from: watch.since, to: traffic.labelled
            needs 1_000
            cooldown 2_000
            atMost 10
        }
        request('onwards') {
            workflow 'loans_watch'
            with from: traffic.position
            when { !heal.requested && !traffic.ended }
        }
    }
}
