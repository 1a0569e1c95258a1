package dev.anneal.engine.run

import static dev.anneal.engine.run.TaskState.CANCELLED
import static dev.anneal.engine.run.TaskState.FAILED
import static dev.anneal.engine.run.TaskState.PENDING
import static dev.anneal.engine.run.TaskState.READY
import static dev.anneal.engine.run.TaskState.RUNNING
import static dev.anneal.engine.run.TaskState.SUCCEEDED
import static dev.anneal.engine.run.TaskState.WAITING

import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.task.Failure
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.testing.Specs
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class RunMachineSpec extends Specification {

    static final Instant T0 = Instant.parse('2026-01-01T00:00:00Z')

    def "a task is prepared when its predecessors have succeeded, and not before"() {
        given:
        def machine = new RunMachine('run1', [node('a'), node('b', [0]), node('c', [0, 1])])

        expect:
        machine.apply(new RunEvent.RunStarted(T0)) == [new RunCommand.Prepare('a')]
        machine.task('b').state() == PENDING
        succeed(machine, 'a') == [new RunCommand.Prepare('b')]
        succeed(machine, 'b') == [new RunCommand.Prepare('c')]
        succeed(machine, 'c') == [new RunCommand.End(RunState.SUCCEEDED, '')]
    }

    def "what follows a task that ended as #ended with runIf #runIf is #expected"() {
        given:
        def machine = new RunMachine('run1', [node('a'), node('b', [0], runIf)])
        machine.apply(new RunEvent.RunStarted(T0))

        when:
        def commands = end(machine, 'a', ended)

        then:
        (commands[0] instanceof RunCommand.Prepare ? 'prepared' : 'skipped') == expected

        where:
        ended       | runIf               || expected
        'succeeded' | RunIf.ALL_SUCCEEDED || 'prepared'
        'failed'    | RunIf.ALL_SUCCEEDED || 'skipped'
        'rejected'  | RunIf.ALL_SUCCEEDED || 'skipped'
        'skipped'   | RunIf.ALL_SUCCEEDED || 'skipped'
        'succeeded' | RunIf.ALL_DONE      || 'prepared'
        'failed'    | RunIf.ALL_DONE      || 'prepared'
        'rejected'  | RunIf.ALL_DONE      || 'prepared'
        'skipped'   | RunIf.ALL_DONE      || 'prepared'
        'succeeded' | RunIf.ANY_FAILED    || 'skipped'
        'failed'    | RunIf.ANY_FAILED    || 'prepared'
        'rejected'  | RunIf.ANY_FAILED    || 'prepared'
        'skipped'   | RunIf.ANY_FAILED    || 'skipped'
        'succeeded' | RunIf.NONE_FAILED   || 'prepared'
        'failed'    | RunIf.NONE_FAILED   || 'skipped'
        'skipped'   | RunIf.NONE_FAILED   || 'prepared'
    }

    def "the run's end is the worst of its tasks' ends"() {
        given:
        def machine = new RunMachine('run1', [node('a'), node('b')])
        machine.apply(new RunEvent.RunStarted(T0))
        end(machine, 'a', first)

        expect:
        (end(machine, 'b', second).last() as RunCommand.End).state() == state

        where:
        first       | second      || state
        'succeeded' | 'succeeded' || RunState.SUCCEEDED
        'succeeded' | 'skipped'   || RunState.SUCCEEDED
        'rejected'  | 'succeeded' || RunState.REJECTED
        'rejected'  | 'failed'    || RunState.FAILED
        'failed'    | 'rejected'  || RunState.FAILED
    }

    def "a failed attempt is tried again as often as the policy says, later each time"() {
        given:
        def policy = new RetryPolicy(2, new RetryPolicy.Backoff(
                RetryPolicy.Growth.EXPONENTIAL, Duration.ofSeconds(10), Duration.ofMinutes(1), 0), [] as Set, 5)
        def machine = new RunMachine('run1', [node('a', [], RunIf.ALL_SUCCEEDED, policy)])
        machine.apply(new RunEvent.RunStarted(T0))

        expect:
        fail(machine, 'a', FailureKind.ERROR) == [new RunCommand.PrepareAt('a', T0.plusSeconds(10))]
        machine.task('a').state() == WAITING
        fail(machine, 'a', FailureKind.TIMEOUT) == [new RunCommand.PrepareAt('a', T0.plusSeconds(20))]
        (fail(machine, 'a', FailureKind.ERROR)[0] as RunCommand.End).state() == RunState.FAILED
        machine.task('a').attempts() == 3
    }

    def "a lost attempt does not use up the user's retries"() {
        given:
        def machine = new RunMachine('run1', [node('a', [], RunIf.ALL_SUCCEEDED, RetryPolicy.times(1))])
        machine.apply(new RunEvent.RunStarted(T0))

        when:
        3.times { fail(machine, 'a', FailureKind.INFRASTRUCTURE) }
        fail(machine, 'a', FailureKind.ERROR)

        then:
        machine.task('a').state() == WAITING
    }

    def "wrong input is not tried again"() {
        given:
        def machine = new RunMachine('run1', [node('a', [], RunIf.ALL_SUCCEEDED, RetryPolicy.times(5))])
        machine.apply(new RunEvent.RunStarted(T0))

        when:
        fail(machine, 'a', FailureKind.BAD_INPUT)

        then:
        machine.task('a').state() == FAILED
    }

    def "a result with a stale token, of an earlier attempt or of an ended task is refused"() {
        given:
        def machine = new RunMachine('run1', [node('a', [], RunIf.ALL_SUCCEEDED, RetryPolicy.times(1))])
        machine.apply(new RunEvent.RunStarted(T0))
        start(machine, 'a')
        long token = machine.task('a').token()

        expect:
        !machine.accepts(success('a', 1, token + 1))
        !machine.accepts(success('a', 2, token))

        when:
        machine.apply(success('a', 1, token))

        then:
        !machine.accepts(success('a', 1, token))
        !machine.accepts(new RunEvent.AttemptStarted(T0, 'a', 2, token + 1, null, [:], [:]))

        when:
        machine.apply(success('a', 1, token))

        then:
        thrown(IllegalEventException)
        machine.task('a').state() == SUCCEEDED
    }

    def "cancelling stops what lives, ends what has not started, and keeps what has succeeded"() {
        given:
        def machine = new RunMachine('run1', [node('done'), node('live'), node('later', [1]), node('always', [1], RunIf.ALL_DONE)])
        machine.apply(new RunEvent.RunStarted(T0))
        succeed(machine, 'done')
        start(machine, 'live')

        when:
        def commands = machine.apply(new RunEvent.CancelRequested(T0, 'by hand'))

        then:
        commands == [new RunCommand.Cancel('live', 1, machine.task('live').token())]
        machine.task('later').state() == CANCELLED

        when:
        commands = machine.apply(new RunEvent.AttemptCancelled(T0, 'live', 1, machine.task('live').token()))

        then:
        commands == [new RunCommand.End(RunState.CANCELLED, 'by hand')]
        machine.task('done').state() == SUCCEEDED
    }

    def "after the end nothing is accepted any more"() {
        given:
        def machine = new RunMachine('run1', [node('a')])
        machine.apply(new RunEvent.RunStarted(T0))
        succeed(machine, 'a')
        machine.apply(new RunEvent.RunEnded(T0, RunState.SUCCEEDED, ''))

        expect:
        !machine.accepts(new RunEvent.CancelRequested(T0, ''))
        !machine.accepts(new RunEvent.RunEnded(T0, RunState.FAILED, ''))
        machine.outstanding() == []
    }

    def "the end is refused while a task is open"() {
        given:
        def machine = new RunMachine('run1', [node('a')])
        machine.apply(new RunEvent.RunStarted(T0))

        expect:
        !machine.accepts(new RunEvent.RunEnded(T0, RunState.SUCCEEDED, ''))
    }

    def "random histories rebuild the same state and the same outstanding work at every prefix"() {
        given:
        def random = new Random(seed)
        int size = 1 + random.nextInt(12)
        def nodes = (0..<size).collect { index ->
            def before = (0..<index).findAll { random.nextInt(3) == 0 }
            node("t$index", before as List, RunIf.values()[random.nextInt(4)], RetryPolicy.times(random.nextInt(3)))
        }
        def machine = new RunMachine('run1', nodes)
        List<RunEvent> journal = [new RunEvent.RunStarted(T0)]
        machine.apply(journal[0])
        long token = 0

        when: 'whatever may happen happens'
        while (!machine.state().ended()) {
            def possible = machine.outstanding().collectMany { command -> events(command, machine, ++token, random) }
            if (random.nextInt(60) == 0 && !machine.cancelRequested()) {
                possible = [new RunEvent.CancelRequested(T0, 'chance')]
            }
            def event = possible[random.nextInt(possible.size())]
            machine.apply(event)
            journal << event
        }

        then: 'every run ends, and every prefix of its journal gives one state'
        machine.tasks().every { it.state().ended() }
        (1..journal.size()).every { length ->
            def one = rebuilt(nodes, journal.take(length))
            def other = rebuilt(nodes, journal.take(length))
            one.outstanding() == other.outstanding() && (one.state().ended() || !one.outstanding().isEmpty())
        }
        rebuilt(nodes, journal).tasks()*.state() == machine.tasks()*.state()

        where:
        seed << (1..300)
    }

    private static RunMachine rebuilt(List<RunMachine.Node> nodes, List<RunEvent> journal) {
        def machine = new RunMachine('run1', nodes)
        journal.each { machine.apply(it) }
        machine
    }

    private static List<RunEvent> events(RunCommand command, RunMachine machine, long token, Random random) {
        switch (command) {
            case RunCommand.Prepare:
            case RunCommand.PrepareAt:
                def task = machine.task(command.task())
                def start = new RunEvent.AttemptStarted(T0, command.task(), task.attempts() + 1, token, null, [:], [:])
                return task.state() == READY && random.nextInt(5) == 0 ?
                        [new RunEvent.TaskSkipped(T0, command.task(), 'when')] : [start]
            case RunCommand.Skip:
                return [new RunEvent.TaskSkipped(T0, command.task(), command.reason())]
            case RunCommand.Cancel:
            case RunCommand.Watch:
                def failure = new Failure(FailureKind.values()[random.nextInt(4)], 'chance')
                return [success(command.task(), command.attempt(), command.token()),
                        new RunEvent.AttemptFailed(T0, command.task(), command.attempt(), command.token(), failure),
                        new RunEvent.AttemptRejected(T0, command.task(), command.attempt(), command.token(), 'no', [:], [:], [])]
            default:
                return [new RunEvent.RunEnded(T0, command.state(), command.reason())]
        }
    }

    private static RunMachine.Node node(
            String name, List<Integer> before = [], RunIf runIf = RunIf.ALL_SUCCEEDED, RetryPolicy retry = RetryPolicy.NONE) {
        new RunMachine.Node(Specs.task(name, 'any', [:], runIf: runIf, retry: retry), before)
    }

    private static RunEvent success(String task, int attempt, long token) {
        new RunEvent.AttemptSucceeded(T0, task, attempt, token, [:], [:], [])
    }

    private static void start(RunMachine machine, String name) {
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptStarted(T0, name, task.attempts() + 1, task.token() + 1, null, [:], [:]))
        assert task.state() == RUNNING
    }

    private static List<RunCommand> succeed(RunMachine machine, String name) {
        end(machine, name, 'succeeded')
    }

    private static List<RunCommand> fail(RunMachine machine, String name, FailureKind kind) {
        start(machine, name)
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptFailed(T0, name, task.attempts(), task.token(), new Failure(kind, 'broken')))
    }

    private static List<RunCommand> end(RunMachine machine, String name, String how) {
        if (how == 'skipped') {
            return machine.apply(new RunEvent.TaskSkipped(T0, name, 'when'))
        } else if (how == 'failed') {
            return fail(machine, name, FailureKind.ERROR)
        }
        start(machine, name)
        def task = machine.task(name)
        machine.apply(how == 'succeeded' ? success(name, task.attempts(), task.token()) :
                new RunEvent.AttemptRejected(T0, name, task.attempts(), task.token(), 'no', [:], [:], []))
    }
}
