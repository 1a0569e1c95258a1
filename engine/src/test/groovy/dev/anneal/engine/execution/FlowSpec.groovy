package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.limited
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.testing.FlowTasks
import dev.anneal.engine.testing.Specs
import dev.anneal.engine.testing.TestHome

import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Tasks that become several, what one's end means to the others, and what bounds them: on a real home. */
@Timeout(60)
class FlowSpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup
    TestHome at

    def setup() {
        at = new TestHome(folder, types: FlowTasks.types())
    }

    def "a task with forEach over a list runs once for each item, and gathers in order"() {
        when:
        def run = at.run(workflow('fan', [note('fan', [say: '$item.a'], repetition: forEach([[a: 'x'], [a: 'y']]))]))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).fan.outputs().said == ['x', 'y']
        at.tasks(run)['fan[2]'].outputs().said == 'y'
    }

    def "a task with forEach over a map of lists runs once for each of their product"() {
        when:
        def run = at.run(workflow('matrix', [
                note('fan', [say: interpolated('$item.a', '$item.b')], repetition: forEach([a: ['x', 'y'], b: ['1', '2']]))]))

        then:
        at.tasks(run).fan.outputs().said == ['x1', 'x2', 'y1', 'y2']
    }

    def "a task with forEach over what another task made knows how many only then, and is gathered for the next"() {
        when:
        def run = at.run(workflow('dynamic', [
                note('first', [countTo: 3]),
                note('fan', [countTo: '$item'], repetition: forEach('$first.numbers')),
                note('again', [say: 'x'], repetition: forEach('$fan.said'))]))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).fan.outputs().numbers*.size() == [1, 2, 3]
        at.tasks(run).again.outputs().said == ['x', 'x', 'x']
    }

    def "a task with forEach over nothing succeeds with empty lists"() {
        when:
        def run = at.run(workflow('nothing', [
                note('fan', [say: '$item'], repetition: forEach([])),
                note('again', [say: '$item'], repetition: forEach('$fan.said'))]))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).again.state() == TaskState.SUCCEEDED
        at.tasks(run).size() == 2
    }

    def "one failing run of a task #means"() {
        when:
        def run = at.run(workflow('failing', [
                task('fan', 'flaky', [failures: '$item'], repetition: forEach([0, 1, 0]), allowFailure: allowed),
                note('after', [:], after: ['fan'])]))

        then:
        run.state() == state
        at.tasks(run).fan.outputs().attempt == gathered
        at.tasks(run).after?.state() == after

        where:
        means                          | allowed || state              | gathered                 | after
        'fails the task and the run'   | false   || RunState.FAILED    | null                     | TaskState.SKIPPED
        'is null among what it gathers' | true    || RunState.SUCCEEDED | [1.0G.stripTrailingZeros(), null, 1.0G.stripTrailingZeros()] | TaskState.SUCCEEDED
    }

    def "a task repeats while its condition holds, knowing its times and what it made the last time"() {
        when:
        def run = at.run(workflow('loop', [
                note('loop', [countTo: '$iteration'], repetition: new Repetition.Repeat(
                        Specs.less('$iteration', 3), 9, null, true))]))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).loop.outputs().numbers == (1..3).collect { it as BigDecimal }
        at.tasks(run).keySet() == ['loop', 'loop[1]', 'loop[2]', 'loop[3]'] as Set
    }

    def "a task whose condition still holds at its bound #ends"() {
        when:
        def run = at.run(workflow('bound', [
                note('loop', [:], repetition: new Repetition.Repeat(expression(true), 2, Duration.ofMillis(1), fails))]))

        then:
        run.state() == state
        at.tasks(run).size() == 3

        where:
        ends       | fails || state
        'fails'    | true  || RunState.FAILED
        'succeeds' | false || RunState.SUCCEEDED
    }

    def "a task that always runs knows how the run came out, and runs last"() {
        when:
        def run = at.run(workflow('always', [
                task('a', 'flaky', [failures: failures]), note('after', [:], after: ['a']),
                note('last', [say: '$run.state'], always: true)]))

        then:
        run.state() == state
        at.tasks(run).last.outputs().said == state.word()

        where:
        failures || state
        0        || RunState.SUCCEEDED
        9        || RunState.FAILED
    }

    def "a task that always runs does so after a cancel"() {
        when:
        def run = driven(workflow('cancelled', [task('a', 'sleep', [:]), note('last', [say: '$run.state'], always: true)])) { Run run ->
            at.engine.cancel(run.id(), 'by hand')
        }

        then:
        run.state() == RunState.CANCELLED
        at.tasks(run).last.outputs().said == 'cancelled'
    }

    def "a failure with onFailure cancel stops what is under way"() {
        when:
        def run = at.run(workflow('halted', [
                task('sleeper', 'sleep', [:]), task('a', 'flaky', [failures: 9], onFailure: Flow.OnFailure.CANCEL)]))

        then:
        run.state() == RunState.FAILED
        at.tasks(run).sleeper.state() == TaskState.CANCELLED
        at.tasks(run).sleeper.reason() == "task 'a' did not succeed"
    }

    def "no more attempts of a run are alive at once than its workflow says"() {
        when:
        def run = at.run(limited(workflow('narrow', (1..6).collect { task("t$it", 'sleep', [millis: 5]) }),
                new Limits(null, Concurrency.PARALLEL, 1)))

        then:
        run.state() == RunState.SUCCEEDED
        mostAtOnce(run) == 1
    }

    def "a run that takes longer than its workflow's timeout fails, and what always runs does"() {
        when:
        def run = at.run(limited(workflow('slow', [task('a', 'sleep', [:]), note('last', [:], always: true)]),
                new Limits(Duration.ofMillis(100), Concurrency.PARALLEL, 0)))

        then:
        run.state() == RunState.FAILED
        run.reason() == 'the run took longer than its timeout of 0.1 s'
        at.tasks(run).a.state() == TaskState.CANCELLED
        at.tasks(run).last.state() == TaskState.SUCCEEDED
    }

    def "a task that takes longer than its own timeout fails, retries and waits included"() {
        given:
        def patient = new RetryPolicy(9, new RetryPolicy.Backoff(
                RetryPolicy.Growth.CONSTANT, Duration.ofHours(1), Duration.ofHours(1), 0), [] as Set, 5)

        when:
        def run = at.run(workflow('late', [task('a', type, settings, retry: patient, taskTimeout: Duration.ofMillis(200))]))

        then:
        run.state() == RunState.FAILED
        run.reason().contains('all its attempts together took longer than its timeout')

        where:
        type    | settings
        'sleep' | [:]
        'flaky' | [failures: 5]
        'await' | [signal: 'never']
    }

    def "what is asked for alone runs alone, whatever others would read"() {
        given:
        at.register(workflow('parts', [note('a', [:]), note('b', [say: '$a.said'], runIf: dev.anneal.engine.spec.RunIf.ALL_DONE), note('c', [:])]))
        def order = new NewRun('parts', [:], Path.of(''), dev.anneal.engine.run.RunCause.command('spec'), null, null,
                new dev.anneal.engine.run.RunOptions(['c'] as Set, [] as Set, null), null)

        when:
        def run = at.engine.drive(at.orders.place(at.orders.newId(), order).id(), RunListener.NONE)

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).collectEntries { [it.key, it.value.state()] } == [a: TaskState.SKIPPED, b: TaskState.SKIPPED, c: TaskState.SUCCEEDED]
    }

    def "a task that waits for nothing fails rather than for ever"() {
        when:
        def run = at.run(workflow('aimless', [task('a', 'await', [signal: ''])]))

        then:
        run.state() == RunState.FAILED
        run.reason().contains('neither until a moment nor for a signal')
    }

    def "a part of a run gives it its outputs, and one that cannot be says why"() {
        given:
        at.register(new WorkflowSpec('inner', '', [parameter('text', ParameterType.STRING)], [],
                [note('within', [say: '$params.text'])], [said: expression('$within.said')], Limits.NONE))

        when:
        def run = at.run(workflow('outer', [
                task('part', 'part', [workflow: 'inner', with: [text: 'hello']]),
                task('missing', 'part', [workflow: 'nowhere'], allowFailure: true)]))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).part.outputs() == [said: 'hello']
        at.tasks(run).missing.reason().contains("no workflow 'nowhere'")
    }

    def "a part is stopped with the task that waits for it, before what always runs"() {
        given:
        at.register(workflow('endless', [task('a', 'sleep', [:])]))

        when:
        def run = driven(workflow('outer', [
                task('part', 'part', [workflow: 'endless']), note('last', [:], always: true)])) { Run run ->
            at.engine.cancel(run.id(), 'by hand')
        }

        then:
        run.state() == RunState.CANCELLED
        at.home.store().read { it.runs().parts(run.id()) }*.state() == [RunState.CANCELLED]
        at.tasks(run).last.state() == TaskState.SUCCEEDED
    }

    /** Drives a run until something sleeps, does something, and waits for the end. */
    private Run driven(WorkflowSpec workflow, Closure<?> meanwhile) {
        at.register(workflow)
        def run = at.place(workflow.name())
        def sleeping = new CountDownLatch(1)
        def listener = new RunListener() {
            @Override
            void progress(Run which, String task, double fraction, String message) {
                sleeping.countDown()
            }
        }
        def driver = Thread.start { at.engine.drive(run.id(), listener) }
        assert sleeping.await(30, TimeUnit.SECONDS)
        meanwhile(run)
        driver.join(30_000)
        at.home.store().read { it.runs().find(run.id()) }.get()
    }

    private int mostAtOnce(Run run) {
        int live = 0
        int most = 0
        at.home.store().read { it.runs().journal(run.id()) }.each { event ->
            live += event instanceof RunEvent.AttemptStarted ? 1 : event instanceof RunEvent.AttemptEvent ? -1 : 0
            most = Math.max(most, live)
        }
        most
    }

    private TaskSpec note(Map<String, Object> options = [:], String name, Map<String, Object> settings) {
        task(options, name, 'note', [file: folder.resolve('notes').toString()] + settings)
    }

    private static Expression interpolated(String... parts) {
        new Expression.Interpolation(parts.collect { expression(it) })
    }

    private static Repetition forEach(Object over) {
        new Repetition.ForEach(expression(over), 0)
    }
}
