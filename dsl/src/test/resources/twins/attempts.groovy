// The twin of attempts.yaml: how tasks are tried, where they run, what they take and what is reused.
workflow('attempts') {
    defaults {
        retry retries: 1, infrastructure: 9
        timeout { attempt '10m'; task '1h' }
        resources { cpu 1; memory "${run.attempt}GB" }
        priority 1
        cache ttl: '7d', version: 2
        onFailure 'cancel'
        executor 'worker'
    }
    params { integer 'gpus' }
    tasks {
        shell('default') { run 'x' }
        shell('attempt') {
            run 'x'; timeout '5m'; retry 0; priority(-3); executor 'local'; cache 'off'; onFailure 'finish'
        }
        shell 'task', run: 'x', timeout: [task: '2h'], cache: 'on'
        shell('none') { run 'x'; resources([:]) }
        shell('much') {
            run 'x'
            resources { cpu 0.5 * run.attempt; memory "${2 * run.attempt}GB"; gpu params.gpus }
            pool db: 2, licence: 1
            retry {
                retries 3
                backoff 'exponential'
                delay '10s'
                maxDelay '5m'
                jitter '20%'
                retryOn 'timeout', 'error', 'infrastructure', 'exit 137', 'exit 9'
                infrastructure 0
            }
            cache ttl: '1d', version: 'b'
        }
        shell('some') {
            run 'x'
            resources cpu: 0.5, memory: '1.5GiB'
            pool 'db'
            retry retries: 1, jitter: 0.2, retryOn: 'timeout'
            cache version: 'c'
        }
        shell('lost') { run 'x'; retry infrastructure: 2 }
    }
}
