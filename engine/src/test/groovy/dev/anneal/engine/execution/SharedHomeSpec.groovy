package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.limited
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.home.Neighbours
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunOptions
import dev.anneal.engine.run.RunState
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Concurrency.Policy
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.store.PoolTable.Pool
import dev.anneal.engine.store.Store
import dev.anneal.engine.testing.FlowTasks
import dev.anneal.engine.testing.TestHome

import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Two engines on one home: turns, limits and results hold across them. */
@Timeout(60)
class SharedHomeSpec extends Specification {

    @TempDir
    Path folder

    List<TestHome> homes = []

    @AutoCleanup('shutdownNow')
    def threads = Executors.newCachedThreadPool()

    def sleeping = new CountDownLatch(1)

    def listener = new RunListener() {
        @Override
        void progress(Run which, String task, double fraction, String message) {
            sleeping.countDown()
        }
    }

    def setup() {
        2.times { index ->
            def nudged = { homes.eachWithIndex { home, other -> if (other != index) { home.engine.nudged() } } }
            def neighbours = new Neighbours() {
                @Override
                void nudge() {
                    nudged()
                }

                @Override
                Neighbours.Listening listen(Runnable onNudge) {
                    return { } as Neighbours.Listening
                }
            }
            homes << new TestHome(folder, types: FlowTasks.types(), neighbours: neighbours)
        }
    }

    def cleanup() {
        homes*.close()
    }

    def "runs of a workflow with concurrency #concurrency.limit go on so many at a time, whoever drives them"() {
        given:
        homes[0].register(limited(workflow('turns', [task('a', 'sleep', [millis: 20])]), new Limits(null, concurrency, 0)))
        def runs = (1..5).collect { homes[0].place('turns') }

        when:
        def ended = runs.withIndex().collect { run, index -> drive(index % 2, run) }*.get()

        then:
        ended*.state().toSet() == [RunState.SUCCEEDED] as Set
        overlapping(runs) <= concurrency.limit()

        where:
        concurrency << [new Concurrency(Policy.QUEUE, 1), new Concurrency(Policy.QUEUE, 2)]
    }

    def "a run that is one too many is skipped where the workflow says so"() {
        given:
        homes[0].register(limited(workflow('skips', [task('a', 'sleep', [:])]), new Limits(null, new Concurrency(Policy.SKIP, 1), 0)))
        def first = homes[0].place('skips')
        def driver = drive(0, first)
        assert sleeping.await(30, TimeUnit.SECONDS)

        when:
        def second = drive(1, homes[1].place('skips')).get()

        then:
        second.state() == RunState.SKIPPED
        second.reason().contains(first.id())
        homes[1].tasks(second) == [:]

        cleanup:
        homes[0].engine.cancel(first.id(), 'enough')
        driver?.get()
    }

    def "a newer run cancels the one that goes on in another process, and starts when that has ended"() {
        given:
        def spec = { String type -> limited(workflow('newer', [task('a', type, [:])]), new Limits(null, new Concurrency(Policy.CANCEL_RUNNING, 1), 0)) }
        homes[0].register(spec('sleep'))
        def first = homes[0].place('newer')
        def driver = drive(0, first)
        assert sleeping.await(30, TimeUnit.SECONDS)
        homes[1].register(limited(workflow('newer', [task('a', 'sleep', [millis: 1])]), new Limits(null, new Concurrency(Policy.CANCEL_RUNNING, 1), 0)))

        when:
        def second = drive(1, homes[1].place('newer')).get()

        then:
        driver.get().state() == RunState.CANCELLED
        driver.get().reason().contains(second.id())
        second.state() == RunState.SUCCEEDED
        overlapping([first, second]) == 1
    }

    def "a pool's size holds across processes, and nothing of it is left taken"() {
        given:
        pool('db', 1)
        homes[0].register(workflow('shares', (1..3).collect { task("t$it", 'sleep', [millis: 10], pools: [db: 1]) as TaskSpec }))
        def runs = (1..2).collect { homes[0].place('shares') }

        when:
        def ended = runs.withIndex().collect { run, index -> drive(index, run) }*.get()

        then:
        ended*.state() == [RunState.SUCCEEDED] * 2
        attemptsAtOnce(runs) == 1
        claims() == []
    }

    def "what takes more than there is fails with the way out, and does not wait"() {
        given:
        pool('db', 1)

        when:
        def run = homes[0].run(workflow('greedy', [task(options, 'a', 'sleep', [:])]))

        then:
        run.state() == RunState.FAILED
        run.reason().contains(reason)

        where:
        options                   || reason
        [pools: [db: 2]]          || "it takes more of 'db' than there is"
        [pools: [lake: 1]]        || "there is no pool 'lake'; `anneal pools set lake SIZE` makes one"
        [resources: [cpu: 9_999]] || "it takes more of 'cpu' than there is"
    }

    def "two runs that want the same result at once compute it once"() {
        given:
        homes[0].register(workflow('same', [task('a', 'write', [text: 'costly'])]))
        def runs = (1..4).collect { homes[0].place('same') }

        when:
        def ended = runs.withIndex().collect { run, index -> drive(index % 2, run) }*.get()
        def rows = runs.collect { homes[0].tasks(it).a }

        then:
        ended*.state().toSet() == [RunState.SUCCEEDED] as Set
        rows.count { it.reusedFrom() == null } == 1
        rows*.outputs().toSet().size() == 1
        claims() == []
    }

    def "two orders with one key are one run"() {
        given:
        homes[0].register(workflow('once', [task('a', 'number', [name: 'x'])]))
        def order = new NewRun('once', [:], Path.of(''), RunCause.command('spec'), null, null, new RunOptions([] as Set, [] as Set, 'k1'), null)

        when:
        def followed = homes.collect { home -> home.chains.begin(order, true, RunListener.NONE) }

        then:
        followed.collectMany { it.runs() }*.id().toSet().size() == 1
        homes[0].home.store().read { it.records().list('numbers', '') }.size() == 1
    }

    def "a signal for a run that another process drives reaches its task, even where it comes too early"() {
        given:
        homes[0].register(workflow('early', [task('a', 'sleep', [millis: 300]), task('b', 'await', [signal: 'go'], after: ['a'])]))
        def run = homes[0].place('early')
        def driver = drive(0, run)
        assert sleeping.await(30, TimeUnit.SECONDS)

        when:
        homes[1].home.store().change(Store.Durability.PROCESS) { tables ->
            tables.mail().send(run.id(), new dev.anneal.engine.store.MailTable.Message('signal', [task: 'b', signal: 'go', by: 'me'], java.time.Instant.now()))
        }
        homes[1].engine.nudge()

        then:
        driver.get().state() == RunState.SUCCEEDED
        homes[0].tasks(run).b.outputs().by == 'me'
        homes[0].home.store().read { it.mail().addressees() } == []
    }

    def "a cancel of a run that has ended leaves nothing behind"() {
        given:
        def run = homes[0].run(workflow('done', [task('a', 'sleep', [millis: 1])]))

        when:
        homes[1].engine.cancel(run.id(), 'too late')

        then:
        homes[0].home.store().read { it.mail().addressees() } == []
    }

    private Future<Run> drive(int process, Run run) {
        threads.submit({ homes[process].engine.drive(run.id(), listener) } as Callable<Run>)
    }

    private void pool(String name, int size) {
        homes[0].home.store().change(Store.Durability.PROCESS) { it.pools().put(new Pool(name, size * 1_000L, null, null)) }
        homes*.engine*.pools()*.refresh()
    }

    private List<Object> claims() {
        homes[0].home.store().read { it.claims().all() }
    }

    /** How many of the runs went on at once at most. */
    private int overlapping(List<Run> runs) {
        most(runs) { it instanceof RunEvent.RunStarted ? 1 : it instanceof RunEvent.RunEnded ? -1 : 0 }
    }

    private int attemptsAtOnce(List<Run> runs) {
        most(runs) { it instanceof RunEvent.AttemptStarted ? 1 : it instanceof RunEvent.AttemptEvent ? -1 : 0 }
    }

    private int most(List<Run> runs, Closure<Integer> change) {
        int live = 0
        int most = 0
        runs.collectMany { run -> homes[0].home.store().read { it.runs().journal(run.id()) } }.sort { it.at() }.each { event ->
            live += change(event)
            most = Math.max(most, live)
        }
        most
    }
}
