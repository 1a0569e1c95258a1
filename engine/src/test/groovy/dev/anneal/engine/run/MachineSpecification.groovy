package dev.anneal.engine.run

import dev.anneal.engine.task.Failure
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.testing.Specs
import java.time.Instant
import spock.lang.Specification

/** Builds reducers and lets things happen to them. */
abstract class MachineSpecification extends Specification {

    static final Instant T0 = Instant.parse('2026-01-01T00:00:00Z')

    /** @param options as of {@link Specs#task} */
    protected static RunMachine.Node node(Map<String, Object> options = [:], String name, List<Integer> before = []) {
        new RunMachine.Node(Specs.task(options, name, 'any', [:]), before)
    }

    protected static RunMachine.Node node(String name, List<Integer> before) {
        node([:], name, before)
    }

    protected static RunMachine started(RunMachine.Node... nodes) {
        def machine = new RunMachine('run1', nodes as List)
        machine.apply(new RunEvent.RunStarted(T0))
        machine
    }

    protected static RunEvent success(String task, int attempt, long token, Map<String, Object> outputs = [:]) {
        new RunEvent.AttemptSucceeded(T0, task, attempt, token, outputs, [:], [])
    }

    protected static List<RunCommand> start(RunMachine machine, String name, Instant at = T0) {
        def task = machine.task(name)
        def commands = machine.apply(new RunEvent.AttemptStarted(at, name, task.attempts() + 1, task.token() + 1, null, [:], [:]))
        assert task.state() == TaskState.RUNNING
        commands
    }

    protected static List<RunCommand> succeed(RunMachine machine, String name, Map<String, Object> outputs = [:]) {
        start(machine, name)
        def task = machine.task(name)
        machine.apply(success(name, task.attempts(), task.token(), outputs))
    }

    protected static List<RunCommand> fail(RunMachine machine, String name, FailureKind kind = FailureKind.ERROR, Integer exit = null) {
        start(machine, name)
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptFailed(T0, name, task.attempts(), task.token(), new Failure(kind, 'broken', exit)))
    }

    protected static List<RunCommand> suspend(RunMachine machine, String name, Instant until, String signal, Map<String, Object> state = [:]) {
        start(machine, name)
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptSuspended(T0, name, task.attempts(), task.token(), until, signal, state))
    }

    /** An attempt that was told to stop has stopped. */
    protected static List<RunCommand> stopped(RunMachine machine, String name) {
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptCancelled(T0, name, task.attempts(), task.token()))
    }

    protected static List<RunCommand> end(RunMachine machine, String name, String how) {
        if (how == 'skipped') {
            return machine.apply(new RunEvent.TaskSkipped(T0, name, 'when'))
        } else if (how == 'failed') {
            return fail(machine, name)
        } else if (how == 'succeeded') {
            return succeed(machine, name)
        }
        start(machine, name)
        def task = machine.task(name)
        machine.apply(new RunEvent.AttemptRejected(T0, name, task.attempts(), task.token(), 'no', [:], [:], []))
    }
}
