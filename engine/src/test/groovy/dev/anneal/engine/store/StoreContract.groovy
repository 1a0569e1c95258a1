package dev.anneal.engine.store

import static dev.anneal.engine.store.StoreSamples.NOON
import static dev.anneal.engine.store.StoreSamples.aRun
import static dev.anneal.engine.store.StoreSamples.anArtifact
import static dev.anneal.engine.store.StoreSamples.everyEvent
import static dev.anneal.engine.store.StoreSamples.fullRun
import static dev.anneal.engine.store.StoreSamples.request
import static dev.anneal.engine.store.StoreSamples.taskRun
import static dev.anneal.engine.store.StoreSamples.workflow

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskState

/** What every store's tables keep. An adapter's spec says how the store is opened. */
abstract class StoreContract extends StoreSpecification {

    def "a run comes back as it was put"() {
        when:
        change { it.runs().insert(run) }

        then:
        read { it.runs().find(run.id()) }.get() == run

        where:
        run << [aRun('aaaa'), fullRun('bbbb')]
    }

    def "an update replaces a run's row"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }
        def ended = aRun('aaaa').ended(RunState.FAILED, NOON.plusSeconds(9), 'task model failed')
                .sealed(new Run.SealedArchive('archives/aaaa.tar.zst', Digest.of('x'), 77))

        when:
        change { it.runs().update(ended) }

        then:
        read { it.runs().find('aaaa') }.get() == ended
    }

    def "an id is taken once, and only what is there can be updated"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }

        when:
        change { it.runs().insert(aRun('aaaa')) }

        then:
        thrown(IllegalStateException)

        when:
        change { it.runs().update(aRun('zzzz')) }

        then:
        thrown(IllegalStateException)
    }

    def "the newest runs come first, and no more than asked for"() {
        given:
        change { t -> (0..<20).each { t.runs().insert(aRun("run$it", NOON.plusSeconds(it))) } }

        expect:
        read { it.runs().newest(3) }*.id() == ['run19', 'run18', 'run17']
    }

    def "runs are found by a prefix of their id"() {
        given:
        change { t -> ['abc1', 'abc2', 'abd1', 'b'].each { t.runs().insert(aRun(it)) } }

        expect:
        read { it.runs().startingWith(prefix, limit) }*.id() == found

        where:
        prefix | limit | found
        'abc'  | 9     | ['abc1', 'abc2']
        'ab'   | 2     | ['abc1', 'abc2']
        'abd1' | 9     | ['abd1']
        'abd11'| 9     | []
        '%'    | 9     | []
        ''     | 9     | ['abc1', 'abc2', 'abd1', 'b']
    }

    def "live, unsealed, chained and a workflow's runs come oldest first"() {
        given:
        def sealed = new Run.SealedArchive('a', Digest.of('x'), 1)
        change { t ->
            t.runs().insert(aRun('live2', NOON.plusSeconds(2)))
            t.runs().insert(aRun('live1', NOON.plusSeconds(1)))
            t.runs().insert(aRun('open2', NOON.plusSeconds(4)).ended(RunState.FAILED, NOON, ''))
            t.runs().insert(aRun('open1', NOON.plusSeconds(3)).ended(RunState.SUCCEEDED, NOON, ''))
            t.runs().insert(aRun('done', NOON).ended(RunState.SUCCEEDED, NOON, '').sealed(sealed))
            t.runs().insert(fullRun('other'))
        }

        expect:
        read { it.runs().live() }*.id() == ['live1', 'live2']
        read { it.runs().unsealed() }*.id() == ['open1', 'open2']
        read { it.runs().chain('first') }*.id() == ['other']
        read { it.runs().ofWorkflow('loans') }*.id() == ['done', 'live1', 'live2', 'open1', 'open2']
    }

    def "a journal comes back in order, every kind of event"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }
        def events = everyEvent()

        when:
        def epoch = write { it.runs().takeOver('aaaa') }
        change { it.runs().append('aaaa', epoch, 0, events[0..4]) }
        change { it.runs().append('aaaa', epoch, 5, events.drop(5)) }

        then:
        read { it.runs().journal('aaaa') } == events
    }

    def "who was taken over can append no more"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }
        def old = write { it.runs().takeOver('aaaa') }
        def young = write { it.runs().takeOver('aaaa') }

        when:
        change { it.runs().append('aaaa', old, 0, [new RunEvent.RunStarted(NOON)]) }

        then:
        thrown(StaleOwnerException)
        young > old
        read { it.runs().journal('aaaa') } == []

        when:
        change { it.runs().append('aaaa', young, 0, [new RunEvent.RunStarted(NOON)]) }

        then:
        read { it.runs().journal('aaaa') }.size() == 1
    }

    def "an append that does not know the whole journal is refused"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }
        def epoch = write { it.runs().takeOver('aaaa') }
        change { it.runs().append('aaaa', epoch, 0, [new RunEvent.RunStarted(NOON)]) }

        when:
        change { it.runs().append('aaaa', epoch, known, [new RunEvent.RunStarted(NOON)]) }

        then:
        thrown(StaleOwnerException)
        read { it.runs().journal('aaaa') }.size() == 1

        where:
        known << [0, 2]
    }

    def "task runs are replaced by task and come in the workflow's order"() {
        given:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.runs().put(taskRun('second', 1, TaskState.PENDING))
            t.runs().put(taskRun('first', 0, TaskState.RUNNING))
        }

        when:
        change { it.runs().put(taskRun('first', 0, TaskState.SUCCEEDED)) }

        then:
        read { it.runs().taskRuns('aaaa') } ==
                [taskRun('first', 0, TaskState.SUCCEEDED), taskRun('second', 1, TaskState.PENDING)]
    }

    def "a request is stored once under its key and becomes one run"() {
        given:
        def first = request('drift/loans/1/500')

        expect:
        write { it.requests().insert(first) }
        !write { it.requests().insert(request('drift/loans/1/500', 'another reason')) }
        read { it.requests().find(first.key()) }.get() == first
        read { it.requests().pending() } == [first]
        read { it.requests().pendingOf('root') } == [first]
        read { it.requests().pendingOf('elsewhere') } == []
        read { it.requests().madeBy('aaaa') } == [first]

        and:
        write { it.requests().fulfil(first.key(), 'bbbb') }
        !write { it.requests().fulfil(first.key(), 'cccc') }
        !write { it.requests().fulfil('unknown', 'cccc') }
        read { it.requests().find(first.key()) }.get().run() == 'bbbb'
        read { it.requests().pending() } == []
        read { it.requests().madeBy('aaaa') }.size() == 1
    }

    def "requests come in the order in which they were made"() {
        given:
        ['c', 'a', 'b'].each { key -> change { it.requests().insert(request(key)) } }

        expect:
        read { it.requests().pending() }*.key() == ['c', 'a', 'b']
        read { it.requests().madeBy('aaaa') }*.key() == ['c', 'a', 'b']
    }

    def "a fire is recorded once for its moment and becomes one run"() {
        given:
        def early = new FireTable.Fire('loans', 'nightly', NOON, NOON.plusMillis(3), null)
        def late = new FireTable.Fire('loans', 'nightly', NOON.plusSeconds(60), NOON.plusSeconds(61), null)

        expect:
        write { it.fires().insert(late) }
        write { it.fires().insert(early) }
        !write { it.fires().insert(new FireTable.Fire('loans', 'nightly', NOON, NOON.plusSeconds(5), null)) }
        read { it.fires().last('loans', 'nightly') }.get() == late
        read { it.fires().last('loans', 'hourly') }.empty
        read { it.fires().pending() } == [early, late]

        and:
        write { it.fires().fulfil('loans', 'nightly', NOON, 'aaaa') }
        !write { it.fires().fulfil('loans', 'nightly', NOON, 'bbbb') }
        read { it.fires().pending() } == [late]
    }

    def "a workflow's name stands for the spec registered last, and older specs stay"() {
        given:
        def first = workflow('loans', 1)
        def second = workflow('loans', 2)
        change { it.workflows().register(first, Digest.of('1'), '/w/loans.yaml', NOON) }

        when:
        change { it.workflows().register(second, Digest.of('2'), '/w/loans.groovy', NOON.plusSeconds(1)) }
        change { it.workflows().register(workflow('churn', 1), Digest.of('3'), '/w/churn.yaml', NOON) }

        then:
        read { it.workflows().find('loans') }.get() ==
                new WorkflowTable.Registration('loans', Digest.of('2'), '/w/loans.groovy', NOON.plusSeconds(1))
        read { it.workflows().spec(Digest.of('1')) }.get() == first
        read { it.workflows().spec(Digest.of('2')) }.get() == second
        read { it.workflows().spec(Digest.of('4')) }.empty
        read { it.workflows().all() }*.workflow() == ['churn', 'loans']
    }

    def "a result is found by its key; the latest stands"() {
        given:
        def key = Digest.of('key')
        def result = new ResultTable.Result('bbbb', NOON, [rows: 3.5, data: anArtifact()], [accuracy: 0.1d + 0.2d])
        change { it.results().put(key, new ResultTable.Result('aaaa', NOON, [:], [:])) }

        when:
        change { it.results().put(key, result) }

        then:
        read { it.results().find(key) }.get() == result
        read { it.results().find(Digest.of('other')) }.empty
    }

    def "records are found by key and listed by prefix in the order of their bytes"() {
        given:
        change { t ->
            ['v/2', 'v/10', 'v/\uD83D\uDE00', 'v/\uFFFD', 'w', 'v'].each { t.records().insert('models', it, [key: it]) }
            t.records().insert('other', 'v/3', [key: 'x'])
        }

        expect:
        read { it.records().find('models', 'v/2') }.get() == [key: 'v/2']
        read { it.records().find('models', 'none') }.empty
        read { it.records().list('models', 'v/') }*.key() == ['v/10', 'v/2', 'v/\uFFFD', 'v/\uD83D\uDE00']
        read { it.records().list('models', '') }*.key() ==
                ['v', 'v/10', 'v/2', 'v/\uFFFD', 'v/\uD83D\uDE00', 'w']
        read { it.records().last('models', 'v/') }.get().key() == 'v/\uD83D\uDE00'
        read { it.records().last('models', '') }.get().key() == 'w'
        read { it.records().last('models', 'x') }.empty
    }

    def "a record's key is inserted once, but put as often as one likes"() {
        given:
        change { it.records().insert('aliases', 'champion', [version: 1]) }

        when:
        change { it.records().insert('aliases', 'champion', [version: 2]) }

        then:
        thrown(IllegalStateException)
        read { it.records().find('aliases', 'champion') }.get() == [version: 1]

        when:
        change { it.records().put('aliases', 'champion', [version: 3, list: [1, null, [a: true]]]) }

        then:
        read { it.records().find('aliases', 'champion') }.get() == [version: 3, list: [1, null, [a: true]]]
    }
}
