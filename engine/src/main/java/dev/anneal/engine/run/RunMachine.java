package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptCancelled;
import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.AttemptRejected;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.run.RunEvent.AttemptSucceeded;
import dev.anneal.engine.run.RunEvent.AttemptSuspended;
import dev.anneal.engine.run.RunEvent.CancelRequested;
import dev.anneal.engine.run.RunEvent.RunEnded;
import dev.anneal.engine.run.RunEvent.RunStarted;
import dev.anneal.engine.run.RunEvent.TaskConcluded;
import dev.anneal.engine.run.RunEvent.TaskExpanded;
import dev.anneal.engine.run.RunEvent.TaskRepeated;
import dev.anneal.engine.run.RunEvent.TaskReused;
import dev.anneal.engine.run.RunEvent.TaskSignalled;
import dev.anneal.engine.run.RunEvent.TaskSkipped;
import dev.anneal.engine.run.RunEvent.TaskTimedOut;
import dev.anneal.engine.spec.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run can do: the reducer {@code (state, event) -> commands}. It owns its state, reads no clock, does no I/O and
 * starts no thread; the same events always lead to the same state. An event that cannot happen now is refused and
 * changes nothing. An event costs the same however many tasks there are, but for those it touches.
 */
public final class RunMachine {

    /**
     * A task as the reducer sees it.
     *
     * @param predecessors indices of the tasks that must end first
     */
    public record Node(TaskSpec spec, List<Integer> predecessors) {
        public Node {
            predecessors = List.copyOf(predecessors);
        }
    }

    private final RunProgress run;

    /** @param id of the run, which decides the jitter of its retries */
    public RunMachine(String id, List<Node> nodes) {
        this.run = new RunProgress(id, nodes);
    }

    public RunState state() {
        return run.state;
    }

    /** How many events have been applied: the journal's length. */
    public long events() {
        return run.events;
    }

    public boolean cancelRequested() {
        return run.cancelRequested;
    }

    /** How the run would end if the tasks that have not ended did nothing to that. */
    public RunState outlook() {
        return run.verdict().state();
    }

    /** @throws IllegalArgumentException if there is no such task */
    public TaskView task(String name) {
        return run.task(name);
    }

    /** Every task run there is, in the order of their positions. */
    public List<TaskView> tasks() {
        return List.copyOf(run.tasks);
    }

    /** The task runs that changed since this was last asked, each once. */
    public List<TaskView> takeChanged() {
        return run.takeChanged();
    }

    /** Whether the event can happen now. */
    public boolean accepts(RunEvent event) {
        return Refusals.of(event, run) == null;
    }

    /**
     * Applies an event.
     *
     * @return what is to be done because of it
     * @throws IllegalEventException if it cannot happen now; nothing has changed then
     */
    public List<RunCommand> apply(RunEvent event) {
        String refusal = Refusals.of(event, run);
        if (refusal != null) {
            throw new IllegalEventException(refusal);
        }
        run.events++;
        List<RunCommand> commands = new ArrayList<>(2);
        Consequences consequences = new Consequences(run, commands, event.at());
        if (event instanceof RunStarted) {
            consequences.begin();
        } else if (event instanceof CancelRequested cancel) {
            consequences.cancel(cancel);
        } else if (event instanceof RunEnded ended) {
            run.state = ended.state();
            return commands;
        } else if (event instanceof RunEvent.TaskEvent taskEvent) {
            apply(run.task(taskEvent.task()), taskEvent, commands, consequences);
        }
        if (run.over()) {
            commands.add(run.verdict());
        }
        return commands;
    }

    /** What is to be done in this state: after a restart, in place of all commands that were given before. */
    public List<RunCommand> outstanding() {
        List<RunCommand> commands = new ArrayList<>();
        if (!run.started || run.state.ended()) {
            return commands;
        }
        for (TaskProgress task : run.tasks) {
            outstanding(task, commands);
        }
        if (run.over()) {
            commands.add(run.verdict());
        }
        return commands;
    }

    private void outstanding(TaskProgress task, List<RunCommand> commands) {
        if (task.state.ended()) {
            return;
        }
        Instances instances = task.instances;
        switch (task.state) {
            case READY -> commands.add(new RunCommand.Prepare(task.name()));
            case RUNNING -> {
                commands.add(new RunCommand.Watch(task.name(), task.attempts, task.token));
                if (task.stopping()) {
                    commands.add(new RunCommand.Cancel(task.name(), task.attempts, task.token));
                }
            }
            case EXPANDED -> {
                if (instances != null && instances.open() == 0 && task.repeats()) {
                    commands.add(new RunCommand.Prepare(task.name()));
                }
            }
            case WAITING, SUSPENDED -> task.whileWaiting(commands);
            default -> {
                String obstacle = task.predecessors.obstacle(task.spec.flow().runIf());
                if (task.waitingFor == 0 && obstacle != null) {
                    commands.add(new RunCommand.Skip(task.name(), obstacle));
                }
            }
        }
        new Consequences(run, commands, java.time.Instant.EPOCH).limit(task);
    }

    private void apply(
            TaskProgress task, RunEvent.TaskEvent event, List<RunCommand> commands, Consequences consequences) {
        run.changed(task);
        if (event instanceof AttemptStarted attempt) {
            boolean first = task.startedAt() == null;
            task.start(attempt);
            commands.add(new RunCommand.Watch(task.name(), task.attempts, task.token));
            if (first) {
                consequences.limit(task);
            }
        } else if (event instanceof AttemptSucceeded success) {
            result(task, success.outputs(), success.metrics());
            consequences.end(task, TaskState.SUCCEEDED, "");
        } else if (event instanceof TaskReused reused) {
            reuse(task, reused);
            consequences.end(task, TaskState.SUCCEEDED, "");
        } else if (event instanceof TaskSkipped skipped) {
            consequences.end(task, TaskState.SKIPPED, skipped.reason());
        } else if (event instanceof AttemptRejected rejected) {
            result(task, rejected.outputs(), rejected.metrics());
            consequences.end(task, TaskState.REJECTED, rejected.reason());
        } else if (event instanceof AttemptCancelled) {
            TaskProgress.Stop stop = Objects.requireNonNull(task.stop);
            consequences.end(task, stop.to(), stop.reason());
        } else if (event instanceof AttemptSuspended suspended) {
            suspend(task, suspended, commands, consequences);
        } else if (event instanceof AttemptFailed failed) {
            consequences.fail(task, failed);
        } else {
            applyFlow(task, event, commands, consequences);
        }
    }

    private static void applyFlow(
            TaskProgress task, RunEvent.TaskEvent event, List<RunCommand> commands, Consequences consequences) {
        if (event instanceof TaskExpanded expanded) {
            consequences.expand(task, expanded);
        } else if (event instanceof TaskRepeated repeated) {
            consequences.repeat(task, repeated);
        } else if (event instanceof TaskConcluded concluded) {
            consequences.conclude(task, concluded);
        } else if (event instanceof TaskTimedOut timedOut) {
            consequences.stop(task, TaskState.FAILED, timedOut.reason());
        } else if (event instanceof TaskSignalled signalled) {
            task.signal(signalled);
            task.whileWaiting(commands);
        }
    }

    /** One that is to be stopped does not wait any more. */
    private static void suspend(
            TaskProgress task, AttemptSuspended suspended, List<RunCommand> commands, Consequences consequences) {
        TaskProgress.@Nullable Stop stop = task.stop;
        task.suspend(suspended);
        if (stop == null) {
            task.whileWaiting(commands);
        } else {
            consequences.end(task, stop.to(), stop.reason());
        }
    }

    private static void result(TaskProgress task, Map<String, Object> outputs, Map<String, Double> metrics) {
        task.outputs = outputs;
        task.metrics = metrics;
    }

    private static void reuse(TaskProgress task, TaskReused reused) {
        result(task, reused.outputs(), reused.metrics());
        task.inputs = reused.inputs();
        task.key = reused.key();
        task.parts = reused.parts() == null ? Map.of() : reused.parts();
        task.reusedFrom = reused.fromRun();
        task.begun(reused.at());
    }
}
