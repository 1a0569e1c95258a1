package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.codec.Json
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.testing.TestHome

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class EngineSpec extends Specification {

    static final RetryPolicy AT_ONCE = new RetryPolicy(2, new RetryPolicy.Backoff(
            RetryPolicy.Growth.CONSTANT, Duration.ofMillis(1), Duration.ofSeconds(1), 0), [] as Set, 5)

    @TempDir
    Path folder

    @AutoCleanup
    TestHome at

    def setup() {
        at = new TestHome(folder)
    }

    def "outputs flow along references, parameters included"() {
        when:
        def run = at.run(workflow('flow', [
                task('a', 'write', [text: '$params.text']),
                task('b', 'measure', [file: '$a.file', times: 3])],
                [parameter('text', ParameterType.STRING)]), [text: 'four'])

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).b.outputs() == [size: 12.0G.stripTrailingZeros()]
        at.tasks(run).b.metrics() == [size: 12.0d]
        at.tasks(run).b.inputs().keySet() == ['file'] as Set
    }

    def "every artifact in the archive's manifest has the digest that it states"() {
        when:
        def run = at.run(workflow('archived', [task('a', 'write', [text: 'four']), task('b', 'measure', [file: '$a.file'])]))
        def archive = folder.resolve(run.archive().path())

        then:
        at.home.archiver().verify(archive, run.archive().digest()) == []

        when:
        def manifest = Json.readValues(new String(at.home.archiver().read(archive, 'manifest.json').readAllBytes()))

        then:
        manifest.artifacts.size() == 1
        at.home.archiver().list(archive).find { it.path() == manifest.artifacts[0].path }.digest().hex() == manifest.artifacts[0].digest
        manifest.files.every { path, digest -> at.home.archiver().list(archive).find { it.path() == path }.digest().hex() == digest }
        new String(at.home.archiver().read(archive, 'artifacts/a/file/text.txt').readAllBytes()) == 'four'
        new String(at.home.archiver().read(archive, 'logs/a.1.log').readAllBytes()).contains('wrote four')
    }

    def "a pure task's result is reused, another's is not"() {
        given:
        def spec = workflow('twice', [task('a', 'write', [text: 'same']), task('b', 'measure', [file: '$a.file'])])
        def first = at.run(spec)

        when:
        def second = at.run(spec)

        then:
        at.tasks(second).a.reusedFrom() == first.id()
        at.tasks(second).a.outputs() == at.tasks(first).a.outputs()
        at.tasks(second).b.reusedFrom() == null
    }

    def "a result whose bytes are gone is made again"() {
        given:
        def spec = workflow('gone', [task('a', 'write', [text: 'fleeting'])])
        def first = at.run(spec)
        def bytes = at.home.artifacts().file(at.tasks(first).a.outputs().file.digest())
        bytes.toFile().setWritable(true)
        Files.delete(bytes)

        when:
        def second = at.run(spec)

        then:
        at.tasks(second).a.reusedFrom() == null
        second.state() == RunState.SUCCEEDED
    }

    def "a failed attempt is tried again until it succeeds or its retries are used up"() {
        when:
        def run = at.run(workflow('flaky', [task('a', 'flaky', [failures: failures], retry: AT_ONCE)]))

        then:
        run.state() == state
        at.tasks(run).a.attempts() == attempts

        where:
        failures || state              | attempts
        2        || RunState.SUCCEEDED | 3
        3        || RunState.FAILED    | 3
    }

    def "a gate's no ends the run as rejected, with the reason, and what may run does"() {
        when:
        def run = at.run(workflow('gated', [
                task('gate', 'gate', [require: new Expression.Binary(Expression.BinaryOperator.GREATER, expression('$size'), expression(6))]),
                task('after', 'write', [text: 'x'], after: ['gate']),
                task('anyway', 'write', [text: 'y'], after: ['gate'], runIf: RunIf.ALL_DONE)]))

        then:
        run.state() == RunState.REJECTED
        run.reason() == "task 'gate': too small"
        at.tasks(run).after.state() == TaskState.SKIPPED
        at.tasks(run).anyway.state() == TaskState.SUCCEEDED
        run.archive() != null
    }

    def "when decides with the outputs of other tasks"() {
        given:
        def when = { number -> new Expression.Binary(Expression.BinaryOperator.EQUAL, expression('$b.size'), expression(number)) }

        when:
        def run = at.run(workflow('choice', [
                task('a', 'write', [text: 'four']), task('b', 'measure', [file: '$a.file']),
                task('yes', 'write', [text: 'x'], when: when(4)), task('no', 'write', [text: 'y'], when: when(5))]))

        then:
        at.tasks(run).yes.state() == TaskState.SUCCEEDED
        at.tasks(run).no.state() == TaskState.SKIPPED
        at.tasks(run).no.reason() == 'when b.size == 5 does not hold'
    }

    def "an effect's result is an output, and it is applied once for each task"() {
        when:
        def runs = (1..3).collect { at.run(workflow('numbers', [task('n', 'number', [name: 'x'])])) }

        then:
        runs.collect { at.tasks(it).n.outputs().number as int } == [1, 2, 3]
    }

    def "an effect that cannot be applied fails its task and leaves nothing behind"() {
        when:
        def run = at.run(workflow('forbidden', [task('n', 'number', [name: 'forbidden'])]))

        then:
        run.state() == RunState.FAILED
        run.reason() == "task 'n': nobody may take that number"
        at.home.store().read { it.records().list('numbers', '') } == []
    }

    def "a request becomes exactly one run, and following the chain runs it"() {
        given:
        at.register(workflow('second', [task('a', 'write', [text: '$params.text'])], [parameter('text', ParameterType.STRING)]))
        at.register(workflow('first', [task('ask', 'ask', [workflow: 'second', with: [text: 'hello']])]))

        when:
        def followed = at.chains.follow(at.place('first'), true, RunListener.NONE)

        then:
        followed.runs()*.workflow() == ['first', 'second']
        followed.runs()[1].cause().run() == followed.runs()[0].id()
        followed.runs()[1].root() == followed.runs()[0].id()
        followed.runs()[1].chainLength() == 2

        when: 'the chain is followed again'
        def again = at.chains.follow(followed.runs()[0], true, RunListener.NONE)

        then:
        again.runs().size() == 1
    }

    def "a request that is not followed waits, and is taken up later"() {
        given:
        at.register(workflow('second', [task('a', 'write', [text: 'x'])]))
        at.register(workflow('first', [task('ask', 'ask', [workflow: 'second'])]))
        def first = at.place('first')

        expect:
        at.chains.follow(first, false, RunListener.NONE).waiting()*.workflow() == ['second']
        at.chains.follow(first, true, RunListener.NONE).runs()*.workflow() == ['first', 'second']
    }

    def "a request with wrong parameters becomes a run that failed and says why"() {
        given:
        at.register(workflow('second', [task('a', 'write', [text: 'x'])], [parameter('count', ParameterType.INTEGER)]))
        at.register(workflow('first', [task('ask', 'ask', [workflow: 'second', with: [count: 'many']])]))

        when:
        def followed = at.chains.follow(at.place('first'), true, RunListener.NONE)

        then:
        followed.runs()[1].state() == RunState.FAILED
        followed.runs()[1].reason().contains("parameter 'count' must be a whole number, found 'many'")
        followed.waiting() == []
    }

    def "an attempt that takes too long is interrupted and fails"() {
        when:
        def run = at.run(workflow('slow', [task('a', type, settings, timeout: Duration.ofMillis(200))]))

        then:
        run.state() == RunState.FAILED
        run.reason().contains('longer than its timeout')

        where:
        type    | settings
        'sleep' | [:]
        'sh'    | [command: 'sleep 60']
    }

    def "cancelling interrupts what runs and ends the run in order"() {
        given:
        at.register(workflow('cancelled', [task('a', 'sleep', [:]), task('b', 'write', [text: 'x'], after: ['a'])]))
        def run = at.place('cancelled')
        def sleeping = new CountDownLatch(1)
        def listener = new RunListener() {
            @Override
            void progress(Run which, String task, double fraction, String message) {
                sleeping.countDown()
            }
        }
        def driver = Thread.start { at.engine.drive(run.id(), listener) }
        assert sleeping.await(20, TimeUnit.SECONDS)

        when:
        at.engine.cancel(run.id(), 'by hand')
        driver.join(20_000)

        then:
        def after = at.home.store().read { it.runs().find(run.id()) }.get()
        after.state() == RunState.CANCELLED
        after.archive() != null
        at.tasks(run).values()*.state() == [TaskState.CANCELLED, TaskState.CANCELLED]
    }

    def "a process task's output is in its log, and its exit code decides"() {
        when:
        def run = at.run(workflow('shell', [task('a', 'sh', [command: command])]))

        then:
        run.state() == state
        Files.readString(at.home.workspace().log(run.id(), 'a', 1)) == 'out\nerr\n'

        where:
        command                              || state
        'echo out; echo err >&2'             || RunState.SUCCEEDED
        'echo out; echo err >&2; exit 3'     || RunState.FAILED
    }

    def "a reference to the output of a task that was skipped fails with the reason"() {
        when:
        def run = at.run(workflow('absent', [
                task('a', 'write', [text: 'x'], when: expression(false)),
                task('b', 'measure', [file: '$a.file'], runIf: RunIf.ALL_DONE)]))

        then:
        run.state() == RunState.FAILED
        run.reason() == "task 'b': setting 'file': task 'a' is skipped, so it has no outputs"
    }

    def "equal tasks that wait for a slot all end, though those that are woken may reuse and take none"() {
        when:
        def run = at.run(workflow('equals', (1..20).collect { task("t$it", 'write', [text: 'same']) }))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).values()*.state().every { it == TaskState.SUCCEEDED }
    }

    def "a task whose log cannot be written fails, and the run ends"() {
        given: 'a file where the logs of runs belong'
        Files.writeString(folder.resolve('runs'), '')

        when:
        def run = at.run(workflow('logless', [task('a', 'write', [text: 'x'])]))

        then:
        run.state() == RunState.FAILED
        run.reason().contains('runs')
    }

    def "no more attempts are alive at once than there are slots"() {
        when:
        def run = at.run(workflow('wide', (1..20).collect { task("t$it", 'sleep', [millis: 20]) }))
        def live = 0
        def most = 0
        at.home.store().read { it.runs().journal(run.id()) }.each { event ->
            live += event instanceof RunEvent.AttemptStarted ? 1 : event instanceof RunEvent.AttemptSucceeded ? -1 : 0
            most = Math.max(most, live)
        }

        then:
        run.state() == RunState.SUCCEEDED
        most == 2
    }
}
