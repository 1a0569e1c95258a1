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
import dev.anneal.engine.run.RunEvent.TaskConcluded;
import dev.anneal.engine.run.RunEvent.TaskExpanded;
import dev.anneal.engine.run.RunEvent.TaskRepeated;
import dev.anneal.engine.run.RunEvent.TaskReused;
import dev.anneal.engine.run.RunEvent.TaskSignalled;
import dev.anneal.engine.run.RunEvent.TaskSkipped;
import dev.anneal.engine.run.RunEvent.TaskTimedOut;
import dev.anneal.engine.spec.Repetition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run does, said a second time from what the words of a workflow mean: no counters and no consequences of events,
 * everything is looked at anew after each. What the reducer does is held against it.
 */
final class PlainRun {

    final List<PlainTask> own = new ArrayList<>();
    final Map<String, PlainTask> byName = new HashMap<>();
    private boolean started;
    private boolean ended;
    private boolean cancelled;
    private boolean timedOut;
    private boolean halted;

    PlainRun(List<RunMachine.Node> nodes) {
        for (RunMachine.Node node : nodes) {
            PlainTask task = new PlainTask(
                    node.spec(), node.predecessors().stream().map(own::get).toList());
            own.add(task);
            byName.put(task.name, task);
        }
    }

    /** Whether the event can happen now. */
    boolean possible(RunEvent event) {
        if (ended || event instanceof RunStarted || !started) {
            return !ended && !started && event instanceof RunStarted;
        } else if (event instanceof RunEnded) {
            return over();
        } else if (event instanceof CancelRequested) {
            return !over();
        } else if (event instanceof RunEvent.TaskEvent taskEvent) {
            PlainTask task = byName.get(taskEvent.task());
            return task != null && !task.ended() && possible(taskEvent, task);
        }
        return true;
    }

    private boolean possible(RunEvent.TaskEvent event, PlainTask task) {
        boolean between = task.state == TaskState.EXPANDED && task.repeats() && task.stopTo == null && task.idle();
        if (event instanceof AttemptStarted attempt) {
            return task.mayStart() && attempt.attempt() == task.attempts + 1 && attempt.token() > task.token;
        } else if (event instanceof AttemptEvent attempt) {
            boolean live = attempt.attempt() == task.attempts && attempt.token() == task.token;
            boolean asked = task.stopTo != null || !(event instanceof AttemptCancelled);
            return task.state == TaskState.RUNNING && live && asked;
        } else if (event instanceof TaskReused) {
            return task.mayStart();
        } else if (event instanceof TaskSkipped) {
            return task.mayStart() || (task.state == TaskState.PENDING && mayDecide(task));
        } else if (event instanceof TaskExpanded) {
            return task.forEach() && task.state == TaskState.READY;
        } else if (event instanceof TaskRepeated repeated) {
            boolean first = task.repeats() && task.state == TaskState.READY;
            return (first || between) && repeated.iteration() == task.instances.size() + 1;
        } else if (event instanceof TaskConcluded) {
            return between;
        } else if (event instanceof TaskTimedOut) {
            return task.parent == null && task.begun && task.stopTo == null;
        } else if (event instanceof TaskSignalled signalled) {
            return task.state == TaskState.SUSPENDED
                    && !task.signalled
                    && signalled.signal().equals(task.signal);
        }
        return false;
    }

    void apply(RunEvent event) {
        if (event instanceof RunStarted) {
            started = true;
        } else if (event instanceof RunEnded) {
            ended = true;
        } else if (event instanceof CancelRequested cancel) {
            boolean everything = cancelled || ordinaryEnded();
            cancelled = true;
            timedOut |= cancel.timeout();
            own.stream()
                    .filter(task -> everything || !task.spec.flow().always())
                    .forEach(task -> stop(task, TaskState.CANCELLED));
        } else if (event instanceof RunEvent.TaskEvent taskEvent) {
            PlainTask task = byName.get(taskEvent.task());
            if (task != null) {
                apply(taskEvent, task);
            }
        }
        boolean moved = true;
        while (moved) {
            moved = settle();
        }
    }

    private void apply(RunEvent.TaskEvent event, PlainTask task) {
        if (event instanceof AttemptStarted attempt) {
            task.state = TaskState.RUNNING;
            task.begun = true;
            task.attempts = attempt.attempt();
            task.token = attempt.token();
        } else if (event instanceof AttemptSucceeded success) {
            task.outputs = success.outputs();
            task.state = TaskState.SUCCEEDED;
        } else if (event instanceof AttemptRejected rejected) {
            task.outputs = rejected.outputs();
            task.state = TaskState.REJECTED;
        } else if (event instanceof TaskReused reused) {
            task.outputs = reused.outputs();
            task.state = TaskState.SUCCEEDED;
        } else if (event instanceof TaskSkipped) {
            task.state = TaskState.SKIPPED;
        } else if (event instanceof TaskTimedOut) {
            stop(task, TaskState.FAILED);
        } else if (event instanceof TaskSignalled) {
            task.signalled = true;
        } else if (event instanceof TaskConcluded concluded) {
            task.outputs = task.last().outputs;
            task.state = concluded.failure() == null ? TaskState.SUCCEEDED : TaskState.FAILED;
        } else if (event instanceof AttemptEvent && task.stopTo != null) {
            task.state = task.stopTo;
        } else if (event instanceof AttemptFailed failed) {
            task.state = task.triedAgain(failed) ? TaskState.WAITING : TaskState.FAILED;
            task.signal = null;
            task.signalled = false;
        } else if (event instanceof AttemptSuspended suspended) {
            task.state = TaskState.SUSPENDED;
            task.due = suspended.until();
            task.signal = suspended.signal();
            task.signalled = false;
        } else if (event instanceof TaskExpanded expanded) {
            task.state = TaskState.EXPANDED;
            task.begun = true;
            task.items = expanded.items().size();
        } else if (event instanceof TaskRepeated repeated) {
            task.state = TaskState.EXPANDED;
            task.begun = true;
            PlainTask next = added(task, repeated.notBefore() == null ? TaskState.READY : TaskState.WAITING);
            next.due = repeated.notBefore();
        }
    }

    private PlainTask added(PlainTask task, TaskState in) {
        PlainTask instance = task.instance(in);
        byName.put(instance.name, instance);
        return instance;
    }

    /** Does one thing that follows from the state; whether there was any. */
    private boolean settle() {
        if (!halted && byName.values().stream().anyMatch(PlainTask::cancelsOthers)) {
            halted = true;
            own.stream().filter(task -> !task.outlivesFailure()).forEach(task -> stop(task, TaskState.CANCELLED));
            return true;
        }
        for (PlainTask task : own) {
            if (task.state == TaskState.EXPANDED && goesOn(task)) {
                return true;
            } else if (task.state == TaskState.PENDING && mayDecide(task) && task.ruleHolds()) {
                task.state = TaskState.READY;
                return true;
            }
        }
        return false;
    }

    private boolean goesOn(PlainTask task) {
        if (task.spec.flow().repetition() instanceof Repetition.ForEach rule) {
            long open = task.instances.stream().filter(one -> !one.ended()).count();
            boolean room = rule.atOnce() == 0 || open < rule.atOnce();
            if (task.stopTo == null && room && task.instances.size() < task.items) {
                added(task, TaskState.READY);
                return true;
            }
        } else if (task.stopTo == null && task.last().state == TaskState.SUCCEEDED) {
            return false;
        }
        if (!task.idle()) {
            return false;
        }
        task.state = task.gathered();
        if (task.repeats() && task.stopTo == null) {
            task.outputs = task.last().outputs;
        } else if (task.state == TaskState.SUCCEEDED) {
            task.outputs = task.lists();
        }
        return true;
    }

    private void stop(PlainTask task, TaskState to) {
        if (task.ended() || task.stopTo != null) {
            return;
        }
        if (task.state == TaskState.RUNNING) {
            task.stopTo = to;
        } else if (task.state == TaskState.EXPANDED) {
            task.stopTo = to;
            task.instances.forEach(instance -> stop(instance, TaskState.CANCELLED));
        } else {
            task.state = to;
        }
    }

    private boolean mayDecide(PlainTask task) {
        return started
                && task.before.stream().allMatch(PlainTask::ended)
                && (!task.spec.flow().always() || ordinaryEnded());
    }

    private boolean ordinaryEnded() {
        return own.stream().allMatch(task -> task.spec.flow().always() || task.ended());
    }

    boolean over() {
        return own.stream().allMatch(PlainTask::ended);
    }

    /** How the run ends, all its tasks having ended. */
    RunState verdict() {
        if (timedOut || own.stream().anyMatch(task -> task.state == TaskState.FAILED && task.bad())) {
            return RunState.FAILED;
        } else if (cancelled) {
            return RunState.CANCELLED;
        }
        return own.stream().anyMatch(PlainTask::bad) ? RunState.REJECTED : RunState.SUCCEEDED;
    }

    /** What is to be done now, without reasons. */
    List<RunCommand> outstanding(List<TaskView> views) {
        List<RunCommand> commands = new ArrayList<>();
        if (!started || ended) {
            return commands;
        }
        for (TaskView view : views) {
            PlainTask task = byName.get(view.name());
            if (task != null) {
                outstanding(task, view, commands);
            }
        }
        if (over()) {
            commands.add(new RunCommand.End(verdict(), ""));
        }
        return commands;
    }

    private void outstanding(PlainTask task, TaskView view, List<RunCommand> commands) {
        switch (task.state) {
            case PENDING -> {
                if (mayDecide(task)) {
                    commands.add(new RunCommand.Skip(task.name, ""));
                }
            }
            case READY -> commands.add(new RunCommand.Prepare(task.name));
            case EXPANDED -> {
                if (task.repeats() && task.idle()) {
                    commands.add(new RunCommand.Prepare(task.name));
                }
            }
            case RUNNING -> {
                commands.add(new RunCommand.Watch(task.name, task.attempts, task.token));
                if (task.stopTo != null) {
                    commands.add(new RunCommand.Cancel(task.name, task.attempts, task.token));
                }
            }
            case WAITING, SUSPENDED -> waiting(task, view, commands);
            default -> {
                return;
            }
        }
        if (view.startedAt() != null && task.parent == null && task.stopTo == null) {
            var limit = task.spec.attempts().taskTimeout();
            if (limit != null && !task.ended()) {
                commands.add(
                        new RunCommand.TimeOutAt(task.name, view.startedAt().plus(limit)));
            }
        }
    }

    private static void waiting(PlainTask task, TaskView view, List<RunCommand> commands) {
        if (task.signalled) {
            commands.add(new RunCommand.Prepare(task.name));
            return;
        }
        // When a retry is due has a check of its own.
        var due = task.state == TaskState.WAITING && task.attempts > 0 ? view.due() : task.due;
        if (due != null) {
            commands.add(new RunCommand.PrepareAt(task.name, due));
        }
        if (task.state == TaskState.SUSPENDED && task.signal != null) {
            commands.add(new RunCommand.Await(task.name, task.signal));
        }
    }
}
