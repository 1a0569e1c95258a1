package dev.anneal.engine.run;

import static dev.anneal.engine.run.RunInvariants.require;

import dev.anneal.engine.codec.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A reducer under watch: after every event it is held against a second one that knows nothing but the journal as JSON,
 * against the {@link PlainRun}, against the {@link RunInvariants}, and what it said is to be done against what it says
 * is outstanding.
 */
final class CheckedRun {

    static final String ID = "run1";

    private final GeneratedWorkflow workflow;
    private final RunMachine machine;
    private final RunMachine rebuilt;
    private final PlainRun plain;
    private final RunInvariants invariants;
    private final List<String> journal = new ArrayList<>();
    private final ToldCommands told = new ToldCommands();
    private final Map<String, ListedTask> listed = new HashMap<>();

    CheckedRun(GeneratedWorkflow workflow) {
        this.workflow = workflow;
        this.machine = new RunMachine(ID, workflow.nodes());
        this.rebuilt = new RunMachine(ID, workflow.nodes());
        this.plain = new PlainRun(workflow.nodes());
        this.invariants = new RunInvariants(workflow.nodes(), machine);
    }

    /** The run as a new process finds it that knows so many events of the journal. */
    CheckedRun after(int events) {
        CheckedRun next = new CheckedRun(workflow);
        for (String line : journal.subList(0, events)) {
            RunEvent event = Json.read(line, RunEvent.class);
            next.happen(event, event, line);
        }
        if (events == journal.size()) {
            sameState(machine, next.machine, "a crash");
        }
        return next;
    }

    RunMachine machine() {
        return machine;
    }

    int events() {
        return journal.size();
    }

    /** The state that the documented meaning of the workflow's words leads to. */
    RunState expectedEnd() {
        return plain.verdict();
    }

    /** Offers an event; what is to be done then. Refused ones must change nothing. */
    List<RunCommand> apply(RunEvent event) {
        boolean possible = plain.possible(event);
        require(machine.accepts(event) == possible, possible ? "wrongly refused" : "wrongly accepted", event);
        if (!possible) {
            refuse(event);
            return List.of();
        }
        String line = Json.write(event);
        RunEvent read = Json.read(line, RunEvent.class);
        require(read.equals(event), "JSON made it", read, "of", event);
        List<RunCommand> commands = happen(event, read, line);
        check(event);
        return commands;
    }

    private List<RunCommand> happen(RunEvent event, RunEvent read, String line) {
        invariants.before(event);
        List<RunCommand> commands = machine.apply(event);
        rebuilt.apply(read);
        plain.apply(event);
        journal.add(line);
        told.add(machine.tasks(), commands);
        machine.takeChanged().forEach(task -> listed.put(task.name(), ListedTask.of(task)));
        return commands;
    }

    private void refuse(RunEvent event) {
        try {
            machine.apply(event);
        } catch (IllegalEventException refused) {
            sameState(machine, rebuilt, event);
            require(machine.takeChanged().isEmpty(), "a refused event changed a task run:", event);
            return;
        }
        throw new AssertionError("applied, though it is refused: " + event);
    }

    private void check(RunEvent event) {
        List<TaskView> tasks = machine.tasks();
        invariants.after(event, tasks);
        sameState(machine, rebuilt, event);
        require(tasks.size() == plain.byName.size(), "there are", tasks.size(), "task runs", event);
        for (TaskView task : tasks) {
            ListedTask row = listed.get(task.name());
            boolean said = row == null ? task.state() == TaskState.PENDING : row.shows(task);
            require(said, "a change went unsaid of", task.name(), event);
            like(Objects.requireNonNull(plain.byName.get(task.name())), task, event);
        }
        List<RunCommand> outstanding = machine.outstanding();
        require(outstanding.equals(rebuilt.outstanding()), "after a restart something else is to do", event);
        Set<RunCommand> open = new HashSet<>(outstanding);
        require(open.equals(told.open()), "told to do", told.open(), "but outstanding is", open, "at", event);
        Set<RunCommand> found = withoutReasons(outstanding);
        Set<RunCommand> expected = new HashSet<>(plain.outstanding(tasks));
        require(found.equals(expected), "outstanding is", found, "and not", expected, "at", event);
    }

    private static Set<RunCommand> withoutReasons(Collection<RunCommand> commands) {
        Set<RunCommand> bare = new HashSet<>();
        for (RunCommand command : commands) {
            if (command instanceof RunCommand.Skip skip) {
                bare.add(new RunCommand.Skip(skip.task(), ""));
            } else if (command instanceof RunCommand.End end) {
                require(end.reason().isEmpty() == (end.state() == RunState.SUCCEEDED), "no reason is given", end);
                bare.add(new RunCommand.End(end.state(), ""));
            } else {
                bare.add(command);
            }
        }
        return bare;
    }

    private static void like(PlainTask plain, TaskView task, RunEvent event) {
        require(
                plain.state == task.state()
                        && plain.attempts == task.attempts()
                        && plain.token == task.token()
                        && (task.state().ended() || task.stopping() == (plain.stopTo != null))
                        && plain.outputs.equals(task.outputs()),
                task.name(),
                "is",
                task.state(),
                "and not",
                plain.state,
                "at",
                event);
    }

    private static void sameState(RunMachine one, RunMachine other, Object at) {
        List<TaskView> ones = one.tasks();
        List<TaskView> others = other.tasks();
        require(
                one.state() == other.state()
                        && one.events() == other.events()
                        && one.cancelRequested() == other.cancelRequested()
                        && ones.size() == others.size(),
                "the rebuilt run is another at",
                at);
        for (int i = 0; i < ones.size(); i++) {
            require(
                    same(ones.get(i), others.get(i)),
                    "rebuilt otherwise:",
                    ones.get(i).name(),
                    "at",
                    at);
        }
    }

    /** All that can be seen of a task run. */
    private static boolean same(TaskView one, TaskView other) {
        TaskView parent = one.parent();
        TaskView otherParent = other.parent();
        return one.name().equals(other.name())
                && one.spec().equals(other.spec())
                && one.position() == other.position()
                && (parent == null
                        ? otherParent == null
                        : otherParent != null && parent.name().equals(otherParent.name()))
                && one.index() == other.index()
                && Objects.equals(one.item(), other.item())
                && one.instances().size() == other.instances().size()
                && one.items() == other.items()
                && one.token() == other.token()
                && one.stopping() == other.stopping()
                && one.suspendedState().equals(other.suspendedState())
                && Objects.equals(one.signal(), other.signal())
                && Objects.equals(one.due(), other.due())
                && Objects.equals(one.attemptAt(), other.attemptAt())
                && ListedTask.of(one).shows(other);
    }
}
