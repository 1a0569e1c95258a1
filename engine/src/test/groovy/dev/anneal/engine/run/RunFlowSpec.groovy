package dev.anneal.engine.run

import static dev.anneal.engine.run.TaskState.CANCELLED
import static dev.anneal.engine.run.TaskState.EXPANDED
import static dev.anneal.engine.run.TaskState.FAILED
import static dev.anneal.engine.run.TaskState.PENDING
import static dev.anneal.engine.run.TaskState.READY
import static dev.anneal.engine.run.TaskState.REJECTED
import static dev.anneal.engine.run.TaskState.SKIPPED
import static dev.anneal.engine.run.TaskState.SUCCEEDED

import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.testing.Specs
import java.time.Duration

/** Tasks that become several, and what one's end means to the others. */
class RunFlowSpec extends MachineSpecification {

    def "a task with forEach becomes a task run for each item, and gathers their outputs in order"() {
        given:
        def machine = started(node('a', repetition: forEach()), node('b', [0]))

        expect:
        expand(machine, 'a', ['x', 'y', 'z']) ==
                [new RunCommand.Prepare('a[1]'), new RunCommand.Prepare('a[2]'), new RunCommand.Prepare('a[3]')]
        machine.task('a').state() == EXPANDED
        machine.task('a[2]').item() == 'y'

        when: 'they end in another order, one of them skipped'
        succeed(machine, 'a[3]', [size: 3])
        end(machine, 'a[2]', 'skipped')
        def commands = succeed(machine, 'a[1]', [size: 1])

        then:
        machine.task('a').state() == SUCCEEDED
        machine.task('a').outputs().size == [1.0G.stripTrailingZeros(), null, 3.0G.stripTrailingZeros()]
        commands == [new RunCommand.Prepare('b')]
    }

    def "a task with forEach over nothing succeeds at once"() {
        given:
        def machine = started(node('a', repetition: forEach()), node('b', [0]))

        expect:
        expand(machine, 'a', []) == [new RunCommand.Prepare('b')]
        machine.task('a').state() == SUCCEEDED
    }

    def "no more of a task's runs are under way than atOnce"() {
        given:
        def machine = started(node('a', repetition: forEach(2)))

        expect:
        expand(machine, 'a', [1, 2, 3]) == [new RunCommand.Prepare('a[1]'), new RunCommand.Prepare('a[2]')]
        machine.tasks()*.name() == ['a', 'a[1]', 'a[2]']
        succeed(machine, 'a[2]') == [new RunCommand.Prepare('a[3]')]
    }

    def "when a task's runs end as #ends, it is #state"() {
        given:
        def machine = started(node('a', repetition: forEach(), allowFailure: allowed))
        expand(machine, 'a', ends)

        when:
        ends.eachWithIndex { how, index -> end(machine, "a[${index + 1}]", how) }

        then:
        machine.task('a').state() == state

        where:
        ends                                | allowed || state
        ['succeeded', 'failed', 'rejected'] | false   || FAILED
        ['succeeded', 'rejected']           | false   || REJECTED
        ['skipped', 'skipped']              | false   || SKIPPED
        ['skipped', 'succeeded']            | false   || SUCCEEDED
        ['failed', 'rejected']              | true    || SUCCEEDED
    }

    def "one failed run of a task keeps the others going"() {
        given:
        def machine = started(node('a', repetition: forEach(1)))
        expand(machine, 'a', [1, 2])

        expect:
        fail(machine, 'a[1]') == [new RunCommand.Prepare('a[2]')]
    }

    def "a task with repeat runs again when that is decided, and has its last time's outputs"() {
        given:
        def machine = started(node('a', repetition: repeat()))

        expect:
        machine.apply(new RunEvent.TaskRepeated(T0, 'a', 1, null)) == [new RunCommand.Prepare('a[1]')]
        !machine.accepts(new RunEvent.TaskRepeated(T0, 'a', 2, null))
        succeed(machine, 'a[1]', [loss: 9]) == [new RunCommand.Prepare('a')]
        !machine.accepts(new RunEvent.TaskRepeated(T0, 'a', 3, null))
        machine.apply(new RunEvent.TaskRepeated(T0, 'a', 2, T0.plusSeconds(5))) == [new RunCommand.PrepareAt('a[2]', T0.plusSeconds(5))]
        succeed(machine, 'a[2]', [loss: 4]) == [new RunCommand.Prepare('a')]
        machine.apply(new RunEvent.TaskConcluded(T0, 'a', null)) == [new RunCommand.End(RunState.SUCCEEDED, '')]
        machine.task('a').outputs() == [loss: 4.0G.stripTrailingZeros()]
    }

    def "a task whose time fails does not run again, whether or not that is allowed"() {
        given:
        def machine = started(node('a', repetition: repeat(), allowFailure: allowed))
        machine.apply(new RunEvent.TaskRepeated(T0, 'a', 1, null))

        when:
        def commands = fail(machine, 'a[1]')

        then:
        machine.task('a').state() == FAILED
        (commands[0] as RunCommand.End).state() == end

        where:
        allowed || end
        false   || RunState.FAILED
        true    || RunState.SUCCEEDED
    }

    def "a task that is not done when it may not run again fails"() {
        given:
        def machine = started(node('a', repetition: repeat()))
        machine.apply(new RunEvent.TaskRepeated(T0, 'a', 1, null))
        succeed(machine, 'a[1]')

        when:
        machine.apply(new RunEvent.TaskConcluded(T0, 'a', 'not there yet'))

        then:
        machine.task('a').state() == FAILED
        machine.task('a').reason() == 'not there yet'
    }

    def "a failure that is allowed is as good as success to what comes after it, and to the run"() {
        given:
        def machine = started(node('a', allowFailure: true), node('b', [0]), node('c', [0], runIf: RunIf.ANY_FAILED))

        when:
        def commands = end(machine, 'a', how)

        then:
        commands[0] == new RunCommand.Prepare('b')
        commands[1] instanceof RunCommand.Skip

        when:
        end(machine, 'c', 'skipped')

        then:
        succeed(machine, 'b') == [new RunCommand.End(RunState.SUCCEEDED, '')]

        where:
        how << ['failed', 'rejected']
    }

    def "a task that always runs does so when all others have ended, as #how"() {
        given:
        def machine = started(node('a'), node('b', [0]), node('last', always: true), node('very_last', [2], always: true))
        assert machine.task('last').state() == PENDING

        when:
        end(machine, 'a', how)
        if (machine.task('b').state() == PENDING) {
            end(machine, 'b', 'skipped')
        } else {
            end(machine, 'b', how)
        }

        then:
        machine.task('last').state() == READY
        machine.outlook() == outlook
        succeed(machine, 'last') == [new RunCommand.Prepare('very_last')]
        succeed(machine, 'very_last')*.state() == [outlook]

        where:
        how         || outlook
        'succeeded' || RunState.SUCCEEDED
        'failed'    || RunState.FAILED
        'rejected'  || RunState.REJECTED
    }

    def "a task that always runs does so after a cancel, and is stopped by a second one"() {
        given:
        def machine = started(node('a'), node('last', always: true))
        start(machine, 'a')

        expect:
        machine.apply(new RunEvent.CancelRequested(T0, 'by hand'))
        stopped(machine, 'a') == [new RunCommand.Prepare('last')]
        machine.outlook() == RunState.CANCELLED
        start(machine, 'last')
        machine.apply(new RunEvent.CancelRequested(T0, 'again')) == [new RunCommand.Cancel('last', 1, 1)]
        stopped(machine, 'last') == [new RunCommand.End(RunState.CANCELLED, 'by hand')]
    }

    def "a task that always runs does not where its own rule speaks against that"() {
        given:
        def machine = started(node('a'), node('last', [0], always: true, runIf: RunIf.NONE_FAILED))
        start(machine, 'a')
        machine.apply(new RunEvent.CancelRequested(T0, 'by hand'))

        expect:
        stopped(machine, 'a') == [new RunCommand.Skip('last', 'a task before it was cancelled')]
    }

    def "a failure with onFailure cancel stops all but what runs because of failures, or always"() {
        given:
        def machine = started(node('a', onFailure: Flow.OnFailure.CANCEL), node('live'), node('later', [1]),
                node('mourner', [0], runIf: RunIf.ANY_FAILED), node('anyway', [1], runIf: RunIf.ALL_DONE), node('last', always: true))
        start(machine, 'live')

        when:
        def commands = fail(machine, 'a')

        then:
        commands == [new RunCommand.Cancel('live', 1, 1), new RunCommand.Prepare('mourner')]
        machine.task('later').state() == CANCELLED

        when:
        stopped(machine, 'live')
        succeed(machine, 'mourner')
        succeed(machine, 'anyway')

        then:
        succeed(machine, 'last') == [new RunCommand.End(RunState.FAILED, "task 'a': broken")]
    }

    def "a failed run of a task with onFailure cancel stops its siblings too"() {
        given:
        def machine = started(node('a', repetition: forEach(2), onFailure: Flow.OnFailure.CANCEL))
        expand(machine, 'a', [1, 2, 3])
        start(machine, 'a[2]')

        expect:
        fail(machine, 'a[1]') == [new RunCommand.Cancel('a[2]', 1, 1)]
        stopped(machine, 'a[2]') == [new RunCommand.End(RunState.FAILED, "task 'a': a[1]: broken")]
        machine.tasks()*.name() == ['a', 'a[1]', 'a[2]']
    }

    def "the time of an expanded task is over for all its runs"() {
        given:
        def machine = started(node('a', repetition: forEach(), taskTimeout: Duration.ofSeconds(60)))
        assert expand(machine, 'a', [1, 2]).contains(new RunCommand.TimeOutAt('a', T0.plusSeconds(60)))
        start(machine, 'a[1]')

        expect:
        !machine.accepts(new RunEvent.TaskTimedOut(T0, 'a[1]', 'over'))
        machine.apply(new RunEvent.TaskTimedOut(T0, 'a', 'over')) == [new RunCommand.Cancel('a[1]', 1, 1)]
        machine.task('a[2]').state() == CANCELLED
        stopped(machine, 'a[1]') == [new RunCommand.End(RunState.FAILED, "task 'a': over")]
    }

    private static Repetition forEach(int atOnce = 0) {
        new Repetition.ForEach(Specs.expression([]), atOnce)
    }

    private static Repetition repeat() {
        new Repetition.Repeat(Specs.expression(true), 9, null, true)
    }

    private static List<RunCommand> expand(RunMachine machine, String name, List<Object> items) {
        machine.apply(new RunEvent.TaskExpanded(T0, name, items))
    }
}
