package dev.anneal.engine.run

import static dev.anneal.engine.run.TaskState.CANCELLED
import static dev.anneal.engine.run.TaskState.PENDING
import static dev.anneal.engine.run.TaskState.SUCCEEDED

import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf

/** How a run goes from task to task, and how it ends. */
class RunMachineSpec extends MachineSpecification {

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
        def machine = started(node('a'), node('b', [0], runIf: runIf))

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
        def machine = started(node('a'), node('b'))
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

    def "a result with a stale token, of an earlier attempt or of an ended task is refused"() {
        given:
        def machine = started(node('a', retry: RetryPolicy.times(1)))
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
        def machine = started(node('done'), node('live'), node('later', [1]), node('anyway', [1], runIf: RunIf.ALL_DONE))
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
        def machine = started(node('a'))
        succeed(machine, 'a')
        machine.apply(new RunEvent.RunEnded(T0, RunState.SUCCEEDED, ''))

        expect:
        !machine.accepts(new RunEvent.CancelRequested(T0, ''))
        !machine.accepts(new RunEvent.RunEnded(T0, RunState.FAILED, ''))
        machine.outstanding() == []
    }

    def "the end is refused while a task is open"() {
        given:
        def machine = started(node('a'))

        expect:
        !machine.accepts(new RunEvent.RunEnded(T0, RunState.SUCCEEDED, ''))
    }

    def "an end by cancelling is refused of an attempt that nobody asked to stop"() {
        given:
        def machine = started(node('a'))
        start(machine, 'a')

        expect:
        !machine.accepts(new RunEvent.AttemptCancelled(T0, 'a', 1, machine.task('a').token()))
    }

    def "a run whose tasks have all ended cannot be cancelled any more"() {
        given:
        def machine = started(node('a'))
        succeed(machine, 'a')

        expect:
        !machine.accepts(new RunEvent.CancelRequested(T0, 'too late'))
    }

    def "the run's own timeout makes its end a failure"() {
        given:
        def machine = started(node('a'))
        start(machine, 'a')
        machine.apply(new RunEvent.CancelRequested(T0, 'it took too long', true))

        expect:
        machine.apply(new RunEvent.AttemptCancelled(T0, 'a', 1, machine.task('a').token())) ==
                [new RunCommand.End(RunState.FAILED, 'it took too long')]
        machine.task('a').state() == CANCELLED
    }

    def "what changed is said once, with what followed from it"() {
        given:
        def machine = started(node('a'), node('b', [0]))
        machine.takeChanged()

        when:
        succeed(machine, 'a')

        then:
        machine.takeChanged()*.name() == ['a', 'b']
        machine.takeChanged() == []
    }
}
