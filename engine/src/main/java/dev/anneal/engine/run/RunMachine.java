package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptCancelled;
import dev.anneal.engine.run.RunEvent.AttemptEvent;
import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.AttemptRejected;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.run.RunEvent.AttemptSucceeded;
import dev.anneal.engine.run.RunEvent.AttemptSuspended;
import dev.anneal.engine.run.RunEvent.CancelRequested;
import dev.anneal.engine.run.RunEvent.RunEnded;
import dev.anneal.engine.run.RunEvent.RunStarted;
import dev.anneal.engine.run.RunEvent.TaskReused;
import dev.anneal.engine.run.RunEvent.TaskSkipped;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RunIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public record Node(String name, List<Integer> predecessors, RunIf runIf, RetryPolicy retry) {
        public Node {
            predecessors = List.copyOf(predecessors);
        }
    }

    private final List<TaskProgress> tasks = new ArrayList<>();
    private final Map<String, TaskProgress> byName = new HashMap<>();
    private RunState state = RunState.RUNNING;
    private boolean started;
    private boolean cancelRequested;
    private String cancelReason = "";
    private long events;
    private int open;

    public RunMachine(List<Node> nodes) {
        for (Node node : nodes) {
            TaskProgress task = new TaskProgress(node);
            tasks.add(task);
            byName.put(node.name(), task);
        }
        for (TaskProgress task : tasks) {
            task.node
                    .predecessors()
                    .forEach(index -> tasks.get(index).successors.add(task));
        }
        open = tasks.size();
    }

    public RunState state() {
        return state;
    }

    /** How many events have been applied: the journal's length. */
    public long events() {
        return events;
    }

    public boolean cancelRequested() {
        return cancelRequested;
    }

    /** @throws IllegalArgumentException if there is no such task */
    public TaskView task(String name) {
        return progress(name);
    }

    /** Every task, in the workflow's order. */
    public List<TaskView> tasks() {
        return List.copyOf(tasks);
    }

    /** Whether the event can happen now. */
    public boolean accepts(RunEvent event) {
        return refusal(event) == null;
    }

    /**
     * Applies an event.
     *
     * @return what is to be done because of it
     * @throws IllegalEventException if it cannot happen now; nothing has changed then
     */
    public List<RunCommand> apply(RunEvent event) {
        String refusal = refusal(event);
        if (refusal != null) {
            throw new IllegalEventException(refusal);
        }
        events++;
        List<RunCommand> commands = new ArrayList<>();
        if (event instanceof RunStarted) {
            started = true;
            tasks.stream().filter(task -> task.waitingFor == 0).forEach(task -> decide(task, commands));
        } else if (event instanceof CancelRequested cancel) {
            cancel(cancel, commands);
        } else if (event instanceof RunEnded ended) {
            state = ended.state();
            return commands;
        } else if (event instanceof RunEvent.TaskEvent taskEvent) {
            apply(progress(taskEvent.task()), taskEvent, commands);
        }
        if (open == 0) {
            commands.add(end());
        }
        return commands;
    }

    /** What is to be done in this state: after a restart, in place of all commands that were given before. */
    public List<RunCommand> outstanding() {
        List<RunCommand> commands = new ArrayList<>();
        if (!started || state.ended()) {
            return commands;
        }
        for (TaskProgress task : tasks) {
            switch (task.state) {
                case READY -> commands.add(new RunCommand.Prepare(task.name()));
                case RUNNING -> {
                    commands.add(new RunCommand.Watch(task.name(), task.attempts, task.token));
                    if (cancelRequested) {
                        commands.add(new RunCommand.Cancel(task.name(), task.attempts, task.token));
                    }
                }
                case WAITING, SUSPENDED -> task.whenDue(commands);
                case PENDING -> {
                    if (task.waitingFor == 0) {
                        decide(task, commands);
                    }
                }
                default -> {}
            }
        }
        if (open == 0) {
            commands.add(end());
        }
        return commands;
    }

    private @Nullable String refusal(RunEvent event) {
        if (state.ended()) {
            return "the run has ended: " + event;
        } else if (event instanceof RunStarted) {
            return started ? "the run has started before" : null;
        } else if (!started) {
            return "the run has not started: " + event;
        } else if (event instanceof RunEnded) {
            return open == 0 ? null : open + " tasks have not ended";
        } else if (event instanceof CancelRequested) {
            return cancelRequested ? "cancelled before" : null;
        }
        RunEvent.TaskEvent taskEvent = (RunEvent.TaskEvent) event;
        TaskProgress task = byName.get(taskEvent.task());
        if (task == null) {
            return "there is no task " + taskEvent.task();
        }
        if (event instanceof AttemptStarted startedNow) {
            boolean next = startedNow.attempt() == task.attempts + 1 && startedNow.token() > task.token;
            return next && Transitions.allowed(task.state, TaskState.RUNNING) ? null : stale(task, event);
        } else if (event instanceof AttemptEvent attempt) {
            boolean live = task.state == TaskState.RUNNING
                    && attempt.attempt() == task.attempts
                    && attempt.token() == task.token;
            return live ? null : stale(task, event);
        }
        TaskState to = event instanceof TaskReused ? TaskState.SUCCEEDED : TaskState.SKIPPED;
        boolean decided = switch (task.state) {
            case READY, WAITING, SUSPENDED -> true;
            case PENDING -> task.waitingFor == 0;
            default -> false;
        };
        return decided && Transitions.allowed(task.state, to) ? null : stale(task, event);
    }

    private static String stale(TaskProgress task, RunEvent event) {
        return "task " + task.name() + " is " + task.state + " with attempt " + task.attempts + ", which refuses "
                + event;
    }

    private void apply(TaskProgress task, RunEvent.TaskEvent event, List<RunCommand> commands) {
        if (event instanceof AttemptStarted attempt) {
            task.start(attempt);
            commands.add(new RunCommand.Watch(task.name(), task.attempts, task.token));
        } else if (event instanceof AttemptSucceeded success) {
            task.outputs = success.outputs();
            end(task, TaskState.SUCCEEDED, "", event.at(), commands);
        } else if (event instanceof TaskReused reused) {
            task.outputs = reused.outputs();
            end(task, TaskState.SUCCEEDED, "", event.at(), commands);
        } else if (event instanceof TaskSkipped skipped) {
            end(task, TaskState.SKIPPED, skipped.reason(), event.at(), commands);
        } else if (event instanceof AttemptRejected rejected) {
            task.outputs = rejected.outputs();
            end(task, TaskState.REJECTED, rejected.reason(), event.at(), commands);
        } else if (event instanceof AttemptCancelled) {
            end(task, TaskState.CANCELLED, cancelReason, event.at(), commands);
        } else if (event instanceof AttemptSuspended suspended) {
            task.suspend(suspended);
            task.whenDue(commands);
        } else if (event instanceof AttemptFailed failed) {
            fail(task, failed, commands);
        }
    }

    private void fail(TaskProgress task, AttemptFailed failed, List<RunCommand> commands) {
        Instant due = cancelRequested ? null : task.retryDue(failed);
        if (due != null) {
            task.due = due;
            task.move(TaskState.WAITING);
            task.reason = failed.failure().message();
            task.whenDue(commands);
        } else {
            end(task, TaskState.FAILED, failed.failure().message(), failed.at(), commands);
        }
    }

    private void end(TaskProgress task, TaskState to, String reason, Instant at, List<RunCommand> commands) {
        task.end(to, reason, at);
        open--;
        for (TaskProgress successor : task.successors) {
            successor.predecessorEnded(to);
            if (successor.waitingFor == 0 && successor.state == TaskState.PENDING && !cancelRequested) {
                decide(successor, commands);
            }
        }
    }

    private void cancel(CancelRequested cancel, List<RunCommand> commands) {
        cancelRequested = true;
        cancelReason = cancel.reason();
        for (TaskProgress task : tasks) {
            if (task.state == TaskState.RUNNING) {
                commands.add(new RunCommand.Cancel(task.name(), task.attempts, task.token));
            } else if (!task.state.ended()) {
                task.end(TaskState.CANCELLED, cancelReason, cancel.at());
                open--;
            }
        }
    }

    private static void decide(TaskProgress task, List<RunCommand> commands) {
        String obstacle = task.obstacle();
        if (obstacle != null) {
            commands.add(new RunCommand.Skip(task.name(), obstacle));
        } else {
            task.move(TaskState.READY);
            commands.add(new RunCommand.Prepare(task.name()));
        }
    }

    private RunCommand.End end() {
        TaskProgress worst = null;
        for (TaskProgress task : tasks) {
            boolean failed = task.state == TaskState.FAILED && (worst == null || worst.state != TaskState.FAILED);
            boolean worse = failed || (task.state == TaskState.REJECTED && worst == null);
            worst = worse ? task : worst;
        }
        if (worst != null && worst.state == TaskState.FAILED) {
            return new RunCommand.End(RunState.FAILED, "task '" + worst.name() + "': " + worst.reason);
        } else if (cancelRequested) {
            return new RunCommand.End(RunState.CANCELLED, cancelReason);
        } else if (worst != null) {
            return new RunCommand.End(RunState.REJECTED, "task '" + worst.name() + "': " + worst.reason);
        }
        return new RunCommand.End(RunState.SUCCEEDED, "");
    }

    private TaskProgress progress(String name) {
        TaskProgress task = byName.get(name);
        if (task == null) {
            throw new IllegalArgumentException("there is no task " + name);
        }
        return task;
    }
}
