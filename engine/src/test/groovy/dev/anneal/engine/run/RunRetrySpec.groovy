package dev.anneal.engine.run

import static dev.anneal.engine.run.TaskState.FAILED
import static dev.anneal.engine.run.TaskState.REJECTED
import static dev.anneal.engine.run.TaskState.SUCCEEDED
import static dev.anneal.engine.run.TaskState.SUSPENDED
import static dev.anneal.engine.run.TaskState.WAITING

import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.task.FailureKind
import java.time.Duration

/** How a task is tried again, how it waits, and how long all that may take. */
class RunRetrySpec extends MachineSpecification {

    def "a failed attempt is tried again as often as the policy says, later each time"() {
        given:
        def machine = started(node('a', retry: policy(2, delay: 10, growth: RetryPolicy.Growth.EXPONENTIAL)))

        expect:
        fail(machine, 'a', FailureKind.ERROR) == [new RunCommand.PrepareAt('a', T0.plusSeconds(10))]
        machine.task('a').state() == WAITING
        fail(machine, 'a', FailureKind.TIMEOUT) == [new RunCommand.PrepareAt('a', T0.plusSeconds(20))]
        (fail(machine, 'a', FailureKind.ERROR)[0] as RunCommand.End).state() == RunState.FAILED
        machine.task('a').attempts() == 3
    }

    def "a lost attempt does not use up the user's retries"() {
        given:
        def machine = started(node('a', retry: RetryPolicy.times(1)))

        when:
        3.times { fail(machine, 'a', FailureKind.INFRASTRUCTURE) }
        fail(machine, 'a', FailureKind.ERROR)

        then:
        machine.task('a').state() == WAITING
    }

    def "lost attempts have a budget of their own, later each time"() {
        given:
        def machine = started(node('a', retry: new RetryPolicy(7, RetryPolicy.Backoff.SECOND, [] as Set, 2)))

        expect:
        fail(machine, 'a', FailureKind.INFRASTRUCTURE) == [new RunCommand.PrepareAt('a', T0)]
        fail(machine, 'a', FailureKind.INFRASTRUCTURE) == [new RunCommand.PrepareAt('a', T0.plusSeconds(1))]
        (fail(machine, 'a', FailureKind.INFRASTRUCTURE)[0] as RunCommand.End).state() == RunState.FAILED
    }

    def "wrong input is not tried again"() {
        given:
        def machine = started(node('a', retry: RetryPolicy.times(5)))

        when:
        fail(machine, 'a', FailureKind.BAD_INPUT)

        then:
        machine.task('a').state() == FAILED
    }

    def "with retryOn #on, a failure of kind #kind with exit code #exit is #outcome"() {
        given:
        def machine = started(node('a', retry: new RetryPolicy(1, RetryPolicy.Backoff.SECOND, on as Set, 5)))

        when:
        fail(machine, 'a', kind, exit)

        then:
        machine.task('a').state() == outcome

        where:
        on                      | kind                       | exit || outcome
        ['timeout']             | FailureKind.TIMEOUT        | null || WAITING
        ['timeout']             | FailureKind.ERROR          | 137  || FAILED
        ['exit 137']            | FailureKind.ERROR          | 137  || WAITING
        ['exit 137']            | FailureKind.ERROR          | 1    || FAILED
        ['exit 137', 'timeout'] | FailureKind.TIMEOUT        | null || WAITING
        ['error']               | FailureKind.ERROR          | 1    || WAITING
        ['timeout']             | FailureKind.INFRASTRUCTURE | null || WAITING
    }

    def "a delay with jitter differs from task to task and is the same for the same run and task"() {
        given:
        def retry = policy(1, delay: 100, jitter: 0.5)
        def dueOf = { String run, String name ->
            def machine = new RunMachine(run, [node(name, retry: retry)])
            machine.apply(new RunEvent.RunStarted(T0))
            (fail(machine, name)[0] as RunCommand.PrepareAt).due()
        }
        def dues = (1..20).collect { dueOf('run1', "t$it") }

        expect:
        dues.toSet().size() > 15
        dues.every { it >= T0.plusSeconds(50) && it <= T0.plusSeconds(150) }
        dueOf('run1', 't1') == dues[0]
        dueOf('run2', 't1') != dues[0]
    }

    def "a task that suspends itself waits for its moment or its signal, whichever comes first"() {
        given:
        def machine = started(node('a'))

        expect:
        suspend(machine, 'a', T0.plusSeconds(60), 'go', [reason: 'not yet', page: 3]) ==
                [new RunCommand.PrepareAt('a', T0.plusSeconds(60)), new RunCommand.Await('a', 'go')]
        machine.task('a').state() == SUSPENDED
        machine.task('a').reason() == 'not yet'
        !machine.accepts(new RunEvent.TaskSignalled(T0, 'a', 'stop', [:]))
        machine.apply(new RunEvent.TaskSignalled(T0, 'a', 'go', [by: 'me'])) == [new RunCommand.Prepare('a')]
        machine.task('a').suspendedState() == [reason: 'not yet', page: 3.0G.stripTrailingZeros(), signal: [by: 'me']]
        !machine.accepts(new RunEvent.TaskSignalled(T0, 'a', 'go', [by: 'you']))
        machine.outstanding() == [new RunCommand.Prepare('a')]
    }

    def "an attempt that goes on after a signal and fails is tried again when its delay is over, and begins anew"() {
        given:
        def machine = started(node('a', retry: policy(1, delay: 30)))
        suspend(machine, 'a', null, 'go', [page: 3])
        machine.apply(new RunEvent.TaskSignalled(T0, 'a', 'go', [:]))

        expect:
        fail(machine, 'a') == [new RunCommand.PrepareAt('a', T0.plusSeconds(30))]
        machine.outstanding() == [new RunCommand.PrepareAt('a', T0.plusSeconds(30))]
        machine.task('a').suspendedState() == [:]
    }

    def "an attempt that goes on after a signal and is lost goes on where it was"() {
        given:
        def machine = started(node('a'))
        suspend(machine, 'a', null, 'go', [page: 3])
        machine.apply(new RunEvent.TaskSignalled(T0, 'a', 'go', [by: 'me']))

        when:
        def commands = fail(machine, 'a', FailureKind.INFRASTRUCTURE)

        then:
        commands == [new RunCommand.PrepareAt('a', T0)]
        machine.task('a').suspendedState().signal == [by: 'me']
    }

    def "a task whose time is over fails, whether it #doing"() {
        given:
        def machine = started(node('a', taskTimeout: Duration.ofSeconds(60), retry: policy(5, delay: 30)))
        assert begin(machine).contains(new RunCommand.TimeOutAt('a', T0.plusSeconds(60)))

        when:
        machine.apply(new RunEvent.TaskTimedOut(T0, 'a', 'it took too long'))
        if (machine.task('a').stopping()) {
            stopped(machine, 'a')
        }

        then:
        machine.task('a').state() == FAILED
        machine.task('a').reason() == 'it took too long'

        where:
        doing              | begin
        'runs'             | { start(it, 'a') }
        'waits for a retry' | { start(it, 'a') + fail(it) }
        'is suspended'     | { start(it, 'a') + pause(it) }
    }

    def "a task's time begins with its first attempt and goes on through retries and waits"() {
        given:
        def machine = started(node('a', taskTimeout: Duration.ofSeconds(60), retry: policy(5, delay: 30)))

        expect:
        machine.outstanding() == [new RunCommand.Prepare('a')]
        start(machine, 'a', T0.plusSeconds(5)).contains(new RunCommand.TimeOutAt('a', T0.plusSeconds(65)))
        fail(machine)
        start(machine, 'a', T0.plusSeconds(40)) == [new RunCommand.Watch('a', 2, 2)]
        machine.outstanding().contains(new RunCommand.TimeOutAt('a', T0.plusSeconds(65)))
    }

    def "an attempt that ends as #ended while it is being stopped, for its time is over, makes the task #state"() {
        given:
        def machine = started(node('a', taskTimeout: Duration.ofSeconds(60), retry: policy(5, delay: 30)))
        start(machine, 'a')
        machine.apply(new RunEvent.TaskTimedOut(T0, 'a', 'over'))

        when:
        machine.apply(event(machine.task('a')))

        then:
        machine.task('a').state() == state

        where:
        ended       | event                                                                             || state
        'succeeded' | { success('a', 1, it.token()) }                                                   || SUCCEEDED
        'rejected'  | { new RunEvent.AttemptRejected(T0, 'a', 1, it.token(), 'no', [:], [:], []) }      || REJECTED
        'suspended' | { new RunEvent.AttemptSuspended(T0, 'a', 1, it.token(), null, 'go', [:]) }        || FAILED
        'failed'    | { failure('a', it.token()) }                                                      || FAILED
    }

    private static RetryPolicy policy(Map<String, Object> options, int retries) {
        new RetryPolicy(retries, new RetryPolicy.Backoff((options.growth ?: RetryPolicy.Growth.CONSTANT) as RetryPolicy.Growth,
                Duration.ofSeconds(options.delay as int), Duration.ofHours(1), (options.jitter ?: 0) as double), [] as Set, 5)
    }

    private static RunEvent failure(String task, long token) {
        new RunEvent.AttemptFailed(T0, task, 1, token, new dev.anneal.engine.task.Failure(FailureKind.ERROR, 'broken'))
    }

    /** What lives of task a fails. */
    private static List<RunCommand> fail(RunMachine machine) {
        machine.apply(failure('a', machine.task('a').token()))
    }

    private static List<RunCommand> pause(RunMachine machine) {
        machine.apply(new RunEvent.AttemptSuspended(T0, 'a', 1, machine.task('a').token(), null, 'go', [:]))
    }
}
