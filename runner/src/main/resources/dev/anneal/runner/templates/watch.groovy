// A life that closes its loop: `credit` makes models, `credit_watch` watches the one that serves and asks for a new one
// when the world has changed.
//
//   anneal run watch.yaml                   follows the whole chain of runs, to the end of the stream
//   anneal life credit                      tells it as one story
//
// The stream is made up and changes its rule half way, at row 4,000. In production the task `traffic` falls away, and a
// trigger starts the watcher: triggers: {hourly: {type: cron, at: "0 0 * * * ?"}}

workflow('credit') {
    description 'Trains on a stretch of decisions and deploys what beats the champion.'
    params {
        integer 'from', default: 0, min: 0, help: 'first row to train on'
        integer 'to', default: 2_000, min: 1, help: 'row before which training ends'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows 8_000; noise 0.05; seed 7; concepts 1, 2 }
        dataset('history') {
            source stream.rows
            rows from: params.from, to: params.to
            target 'approved'
            split by: 'order', train: 0.8
        }
        train('model') { data history.train; algorithm 'xgboost'; seed 7 }
        evaluate('scores') {
            model model.model
            data history.test
            require { accuracy > baseline.majority && accuracy > champion.accuracy }
        }
        version('release') { model model.model; report scores.report; name 'credit' }
        deploy('live') { version release.version; endpoint 'credit' }
        // Also where the challenger was refused: then the champion goes on being watched.
        request('onwards') { after live; runIf 'all-done'; workflow 'credit_watch'; with from: params.to }
    }
}

workflow('credit_watch') {
    description 'Sends the next applications to the endpoint, watches it, asks for a new model when the rule has changed.'
    params {
        integer 'from', min: 0, help: 'first row to send'
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows 8_000; noise 0.05; seed 7; concepts 1, 2 }
        replay('traffic') {
            source stream.rows
            from params.from
            count 1_500
            endpoint 'credit'
            labelsAfter 100
        }
        monitor('watch') { after traffic; endpoint 'credit'; window 250 }
        retrainOnDrift('heal') {
            report watch.report
            workflow 'credit'
            with from: watch.since, to: traffic.labelled
            needs 1_000
            cooldown 2_000
            atMost 3
        }
        request('onwards') {
            workflow 'credit_watch'
            with from: traffic.position
            when { !heal.requested && !traffic.ended }
        }
    }
}
