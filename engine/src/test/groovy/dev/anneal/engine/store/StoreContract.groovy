package dev.anneal.engine.store

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunRequest
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.store.Store.Durability
import dev.anneal.engine.task.Effect
import dev.anneal.engine.task.Failure
import dev.anneal.engine.task.FailureKind
import java.time.Instant
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Specification

/** What every store does. An adapter's spec says how one is opened, opened beside it, and left by a dying process. */
abstract class StoreContract extends Specification {

    static final Instant NOON = Instant.parse('2026-03-01T12:00:00.123456789Z')
    static final Digest SPEC = Digest.of('spec')

    Store store

    /** A store on a home that is empty at the start of each feature. */
    abstract Store open()

    /** Another store on the same home, as another process would open it. */
    abstract Store openBeside()

    /** A store on what a process that died just now has left behind; {@code store} stays as it is. */
    abstract Store openAfterDeath()

    def setup() {
        store = open()
    }

    def cleanup() {
        store.close()
    }

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
        def result = new ResultTable.Result('bbbb', [rows: 3.5, data: anArtifact()], [accuracy: 0.1d + 0.2d])
        change { it.results().put(key, new ResultTable.Result('aaaa', [:], [:])) }

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

    def "a function that throws rolls all its changes back, and the store goes on"() {
        when:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.records().put('models', 'a', [:])
            throw new UnsupportedOperationException('half way')
        }

        then:
        def e = thrown(UnsupportedOperationException)
        e.message == 'half way'
        read { it.runs().newest(9) } == []
        read { it.records().list('models', '') } == []

        when:
        change { it.runs().insert(aRun('bbbb')) }

        then:
        read { it.runs().newest(9) }*.id() == ['bbbb']
    }

    def "a reading transaction refuses every change"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }

        when:
        read(attempt)

        then:
        thrown(IllegalStateException)
        read { it.runs().find('aaaa') }.get() == aRun('aaaa')
        read { it.records().list('models', '') } == []

        where:
        attempt << [
            { it.runs().insert(aRun('bbbb')) },
            { it.runs().update(fullRun('aaaa')) },
            { it.runs().takeOver('aaaa') },
            { it.requests().insert(request('k')) },
            { it.records().put('models', 'a', [:]) },
        ]
    }

    def "a transaction's tables are of no use after it"() {
        given:
        def kept = write { it }

        when:
        kept.records().put('models', 'a', [:])

        then:
        thrown(IllegalStateException)
    }

    def "a reader sees one state from beginning to end"() {
        given:
        change { it.records().put('models', 'a', [n: 1]) }

        expect:
        read { t ->
            def before = t.records().find('models', 'a').get()
            change { it.records().put('models', 'a', [n: 2]) }
            [before, t.records().find('models', 'a').get()]
        } == [[n: 1], [n: 1]]
        read { it.records().find('models', 'a') }.get() == [n: 2]
    }

    def "what was committed is there after the process died, what was not is gone"() {
        given:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.runs().append('aaaa', t.runs().takeOver('aaaa'), 0, everyEvent())
        }
        change(durability) { it.requests().insert(request('kept')) }

        when:
        Store survivor = write { t ->
            t.requests().insert(request('lost'))
            openAfterDeath()
        }

        then:
        survivor.read { it.runs().journal('aaaa') } == everyEvent()
        survivor.read { it.requests().pending() }*.key() == ['kept']

        and: 'its heir can take over and write'
        survivor.write(durability) { it.runs().takeOver('aaaa') } == 2

        cleanup:
        survivor?.close()

        where:
        durability << Durability.values()
    }

    def "two processes that write at once lose nothing and double nothing"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())
        change { it.records().put('counters', 'c', [n: 0]) }

        when:
        def won = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                (0..<50).count { i ->
                    mine.write(i % 10 == 0 ? Durability.MACHINE : Durability.PROCESS) { t ->
                        def n = t.records().find('counters', 'c').get().n
                        t.records().put('counters', 'c', [n: n + 1])
                        t.fires().insert(new FireTable.Fire('loans', 'nightly', NOON.plusSeconds(i), NOON, null))
                    }
                }
            } as java.util.concurrent.Callable)
        }.sum { it.get(60, TimeUnit.SECONDS) }

        then: 'each moment was recorded by exactly one of them'
        won == 50
        read { it.fires().pending() }.size() == 50
        other.read { it.records().find('counters', 'c') }.get() == [n: 200]

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    def "of many that fulfil one request at once one does"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())
        change { it.requests().insert(request('k')) }

        when:
        def winners = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                mine.write(Durability.MACHINE) { it.requests().fulfil('k', "run$who".toString()) } ? "run$who" : null
            } as java.util.concurrent.Callable)
        }*.get(60, TimeUnit.SECONDS).findAll()

        then:
        winners.size() == 1
        read { it.requests().find('k') }.get().run() == winners[0].toString()

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    protected <T> T read(Closure<T> work) {
        store.read { work.call(it) }
    }

    protected <T> T write(Durability durability = Durability.PROCESS, Closure<T> work) {
        store.write(durability) { work.call(it) }
    }

    protected void change(Durability durability = Durability.PROCESS, Closure work) {
        store.change(durability) { work.call(it) }
    }

    static Run aRun(String id, Instant at = NOON) {
        new Run(id, 'loans', SPEC, [:], RunCause.command('anneal run'), null, null, '/w', null, id, 1, null, at,
                RunState.RUNNING, null, '', null)
    }

    static Run fullRun(String id) {
        new Run(id, 'loans_watch', SPEC, [from: 5000, floor: 0.70, name: 'x "y" \u00e9', fast: true, none: null],
                new RunCause(RunCause.Kind.REQUEST, 'drift', 'first', 'heal'), 'nightly', NOON.minusSeconds(1), '/w',
                '0123abc', 'first', 7, 'older', NOON, RunState.REJECTED, NOON.plusNanos(1), 'accuracy 0.5 < 0.7',
                new Run.SealedArchive('archives/x.tar.zst', Digest.of('archive'), 1L << 40))
    }

    static TaskRun taskRun(String task, int position, TaskState state) {
        new TaskRun('aaaa', task, 'train', position, state, 2, NOON, null, 'because', 'older',
                [model: anArtifact(), rows: 10, list: [1, 'a', null]], [accuracy: 0.9d, loss: 1e-9d],
                [data: Digest.of('data')])
    }

    static Artifact anArtifact() {
        new Artifact('model', ValueType.MODEL, Digest.of('m'), 12, Artifact.FOLDER_MEDIA_TYPE, [target: 'y', k: [1, 2]])
    }

    static RunRequest request(String key, String reason = 'drift at 12561') {
        new RunRequest(key, 'loans', [from: 12500], NOON.plusSeconds(5), reason, 'aaaa', 'heal', 'root', 3, NOON, null)
    }

    static WorkflowSpec workflow(String name, int seed) {
        new WorkflowSpec(name, 'a description', [], [], [
            new TaskSpec('model', 'train', [seed: Expression.literal(seed)], ['checks'] as Set,
                    Expression.Reference.of('params', 'go'), RunIf.ALL_SUCCEEDED, RetryPolicy.times(2), null),
        ])
    }

    static List<RunEvent> everyEvent() {
        [
            new RunEvent.RunStarted(NOON),
            new RunEvent.TaskSkipped(NOON, 'a', 'when does not hold'),
            new RunEvent.TaskReused(NOON, 'b', 'older', Digest.of('k'), [data: anArtifact()], [m: 1.5d],
                    [data: Digest.of('d')]),
            new RunEvent.AttemptStarted(NOON, 'c', 1, 77L, Digest.of('k'), [data: Digest.of('d')]),
            new RunEvent.AttemptFailed(NOON, 'c', 1, 77L, new Failure(FailureKind.values()[0], 'exit 1')),
            new RunEvent.AttemptStarted(NOON, 'c', 2, 78L, null, [:]),
            new RunEvent.AttemptSuspended(NOON, 'c', 2, 78L, NOON.plusSeconds(9), 'signal', [cursor: 9]),
            new RunEvent.AttemptSucceeded(NOON, 'c', 2, 78L, [text: 'x'], [m: 2d],
                    [new Effect('request-run', [workflow: 'loans', parameters: [from: 1]])]),
            new RunEvent.AttemptRejected(NOON, 'd', 1, 79L, 'no', [:], [:], []),
            new RunEvent.AttemptCancelled(NOON, 'e', 1, 80L),
            new RunEvent.CancelRequested(NOON, 'by hand'),
            new RunEvent.RunEnded(NOON, RunState.REJECTED, 'no'),
        ]
    }
}
