workflow('loans') {
    description 'Trains on a stretch of loan decisions and deploys what beats the champion.'
    params {
        integer 'from', default: 0, min: 0
        integer 'to', default: 5_000
    }
    tasks {
        generate('stream') { kind 'agrawal'; rows 50_000; noise 0.05; seed 7; concepts 1, 2, 3, 4 }
        dataset('history') { source stream.rows; rows from: params.from, to: params.to; target 'approved'; split by: 'order', train: 0.8 }
        validate('checks') { data history.all; columns { salary type: 'double', between: [20_000, 150_000], missing: 0 } }
        train('model')     { after checks; data history.train; algorithm 'xgboost'; seed 7 }
        evaluate('scores') { model model.model; data history.test; require { accuracy > baseline.majority && accuracy > champion.accuracy } }
        version('release') { model model.model; report scores.report; name 'loans' }
        deploy('live')     { version release.version; endpoint 'loans' }
        request('onwards') { after live; workflow 'loans_watch'; with from: params.to }
    }
}

workflow('loans_watch') {
    description 'Sends the next applications to the endpoint, watches it, asks for a new model when lending policy has changed.'
    params { integer 'from' }
    tasks {
        generate('stream')     { kind 'agrawal'; rows 50_000; noise 0.05; seed 7; concepts 1, 2, 3, 4 }
        replay('traffic')      { source stream.rows; from params.from; count 1_000; endpoint 'loans'; labelsAfter 100 }
        monitor('watch')       { after traffic; endpoint 'loans'; window 250 }
        retrainOnDrift('heal') { report watch.report; workflow 'loans'; with from: watch.since, to: traffic.position; needs 1_000; cooldown 2_000; atMost 10 }
        request('onwards')     { workflow 'loans_watch'; with from: traffic.position; when { !heal.requested && !traffic.ended } }
    }
}
