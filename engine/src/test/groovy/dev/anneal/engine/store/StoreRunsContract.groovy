package dev.anneal.engine.store

import static dev.anneal.engine.store.StoreSamples.NOON
import static dev.anneal.engine.store.StoreSamples.aRun
import static dev.anneal.engine.store.StoreSamples.keyed
import static dev.anneal.engine.store.StoreSamples.taskRun

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunOptions
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.store.Store.Durability
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** What every store knows of runs: which of them are live, which one has a key, what came before. */
abstract class StoreRunsContract extends StoreSpecification {

    def "a run in state #state is live: #live, and wants a seal: #unsealed"() {
        given:
        change { it.runs().insert(aRun('aaaa').in(state)) }

        expect:
        read { it.runs().live() }*.id() == (live ? ['aaaa'] : [])
        read { it.runs().liveOf('loans') }*.id() == (live ? ['aaaa'] : [])
        read { it.runs().liveOf('churn') } == []
        read { it.runs().unsealed() }*.id() == (unsealed ? ['aaaa'] : [])
        read { it.runs().find('aaaa') }.get().state() == state

        where:
        state << RunState.values()
        live = !state.ended()
        unsealed = state.ended() && state != RunState.SKIPPED
    }

    def "live runs of a workflow come oldest first, those made at one moment in the order in which they came"() {
        given:
        change { t ->
            t.runs().insert(aRun('late', NOON.plusSeconds(2)).in(RunState.QUEUED))
            t.runs().insert(aRun('second', NOON))
            t.runs().insert(aRun('first', NOON).in(RunState.QUEUED))
            t.runs().insert(aRun('early', NOON.minusSeconds(1)))
            t.runs().insert(aRun('ended', NOON).ended(RunState.SUCCEEDED, NOON, ''))
            t.runs().insert(keyed('else', 'churn', null))
        }

        expect:
        read { it.runs().liveOf('loans') }*.id() == ['early', 'second', 'first', 'late']
        read { it.runs().live() }*.id() == ['early', 'second', 'first', 'else', 'late']
        read { it.runs().newest(2) }*.id() == ['late', 'else']
    }

    def "a run leaves the live ones when it ends, and the unsealed ones when it is sealed"() {
        given:
        def ended = aRun('aaaa').ended(RunState.REJECTED, NOON, 'no')
        change { it.runs().insert(aRun('aaaa')) }

        when:
        change { it.runs().update(ended) }

        then:
        read { it.runs().live() } == []
        read { it.runs().unsealed() } == [ended]

        when:
        change { it.runs().update(ended.sealed(new Run.SealedArchive('a', Digest.of('x'), 1))) }

        then:
        read { it.runs().unsealed() } == []
    }

    def "a run is found by its workflow and key, whatever became of it"() {
        given:
        def run = keyed('aaaa', 'loans', 'nightly-7').ended(RunState.FAILED, NOON, 'x')
        change { t ->
            t.runs().insert(run)
            t.runs().insert(keyed('bbbb', 'churn', 'nightly-7'))
            t.runs().insert(keyed('cccc', 'loans', null))
        }

        expect:
        read { it.runs().withKey('loans', 'nightly-7') }.get() == run
        read { it.runs().withKey('churn', 'nightly-7') }.get().id() == 'bbbb'
        read { it.runs().withKey('loans', 'nightly') }.empty
        read { it.runs().withKey('other', 'nightly-7') }.empty
    }

    def "a key makes one run of a workflow: another is refused with the name of the first"() {
        given:
        change { t ->
            t.runs().insert(keyed('aaaa', 'loans', 'once'))
            t.runs().insert(keyed('cccc', 'loans', null))
        }

        when:
        change { it.runs()."$method"(run) }

        then:
        def e = thrown(KeyTakenException)
        e.run() == 'aaaa'
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message == "workflow 'loans' was run with the key 'once' before: see run aaaa, or give another key"
        read { it.runs().newest(9) }*.id() as Set == ['aaaa', 'cccc'] as Set
        read { it.runs().find('cccc') }.get().options() == RunOptions.NONE

        where:
        method   | run
        'insert' | keyed('bbbb', 'loans', 'once')
        'update' | keyed('cccc', 'loans', 'once')
    }

    def "a run keeps its key when it is updated"() {
        given:
        def run = keyed('aaaa', 'loans', 'once')
        change { it.runs().insert(run) }

        when:
        change { it.runs().update(run.ended(RunState.SUCCEEDED, NOON, '')) }

        then:
        read { it.runs().withKey('loans', 'once') }.get().state() == RunState.SUCCEEDED
    }

    def "of many that order a run under one key at once one makes it"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())

        when:
        def answers = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                try {
                    mine.change(Durability.MACHINE) { it.runs().insert(keyed("run$who".toString(), 'loans', 'once')) }
                    "run$who".toString()
                } catch (KeyTakenException taken) {
                    taken.run()
                }
            } as Callable)
        }*.get(60, TimeUnit.SECONDS) as Set

        then: 'and the others learn which it is'
        read { it.runs().newest(9) }*.id() as Set == answers
        answers.size() == 1

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    def "earlier task runs of a name come newest first, of this workflow, from runs made before"() {
        given:
        change { t ->
            ['old3', 'old1', 'old2', 'this', 'new1'].eachWithIndex { id, i ->
                def at = id.startsWith('old') ? NOON.plusSeconds(id[3] as int) : NOON.plusSeconds(5 + i)
                t.runs().insert(aRun(id, at))
                t.runs().put(of(taskRun('model', i, TaskState.SUCCEEDED), id))
                t.runs().put(of(taskRun('other', i + 1, TaskState.SUCCEEDED), id))
            }
            t.runs().insert(keyed('else', 'churn', null))
            t.runs().put(of(taskRun('model', 0, TaskState.SUCCEEDED), 'else'))
            t.runs().insert(aRun('bare', NOON.plusSeconds(2)))
        }

        expect:
        read { it.runs().earlier('loans', 'model', 'this', 9) }*.run() == ['old3', 'old2', 'old1']
        read { it.runs().earlier('loans', 'model', 'this', 2) }*.run() == ['old3', 'old2']
        read { it.runs().earlier('loans', 'model', 'this', 1) } == [of(taskRun('model', 0, TaskState.SUCCEEDED), 'old3')]
        read { it.runs().earlier('loans', 'none', 'this', 9) } == []
        read { it.runs().earlier('loans', 'model', 'old1', 9) } == []
        read { it.runs().earlier('loans', 'model', 'nobody', 9) } == []
    }

    def "of runs made at one moment the one that came first is the earlier"() {
        given:
        change { t ->
            ['zzzz', 'aaaa'].each { id ->
                t.runs().insert(aRun(id))
                t.runs().put(of(taskRun('model', 0, TaskState.SUCCEEDED), id))
            }
        }

        expect:
        read { it.runs().earlier('loans', 'model', 'aaaa', 9) }*.run() == ['zzzz']
        read { it.runs().earlier('loans', 'model', 'zzzz', 9) } == []
    }

    def "a task run without key and parts comes back without"() {
        given:
        def bare = new TaskRun('aaaa', 'model', 'train', 0, TaskState.PENDING, 0, null, null, '', null, [:], [:], [:], null, [:])
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.runs().put(bare)
        }

        expect:
        read { it.runs().taskRuns('aaaa') } == [bare]
    }

    def "what belongs to an unknown run is refused, and an unknown run has nothing"() {
        when:
        change(attempt)

        then:
        def e = thrown(AnnealException)
        e.id() == 'unknown-run'
        e.kind() == AnnealException.Kind.NOT_FOUND
        read { it.runs().journal('aaaa') } == []
        read { it.runs().taskRuns('aaaa') } == []
        read { it.runs().find('aaaa') }.empty

        where:
        attempt << [
            { it.runs().takeOver('aaaa') },
            { it.runs().append('aaaa', 1, 0, [new RunEvent.RunStarted(NOON)]) },
            { it.runs().put(taskRun('model', 0, TaskState.PENDING)) },
        ]
    }

    def "a run made after another's insertion was rolled back has a journal of its own"() {
        when:
        change { t ->
            t.runs().insert(aRun('lost'))
            t.runs().append('lost', t.runs().takeOver('lost'), 0, [new RunEvent.RunStarted(NOON)])
            throw new UnsupportedOperationException('half way')
        }

        then:
        thrown(UnsupportedOperationException)

        when:
        change { it.runs().insert(aRun('kept')) }
        change { it.runs().append('lost', 1, 0, [new RunEvent.RunStarted(NOON)]) }

        then:
        thrown(AnnealException)
        read { it.runs().journal('kept') } == []
    }

    private static TaskRun of(TaskRun task, String run) {
        new TaskRun(run, task.task(), task.type(), task.position(), task.state(), task.attempts(), task.startedAt(),
                task.endedAt(), task.reason(), task.reusedFrom(), task.outputs(), task.metrics(), task.inputs(),
                task.key(), task.parts())
    }
}
