package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.TaskExpanded;
import dev.anneal.engine.run.RunEvent.TaskRepeated;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.task.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What follows from one event: moves of task runs, and the commands that these call for. */
final class Consequences {

    private final RunProgress run;
    private final List<RunCommand> commands;
    private final Instant at;

    Consequences(RunProgress run, List<RunCommand> commands, Instant at) {
        this.run = run;
        this.commands = commands;
        this.at = at;
    }

    void begin() {
        run.started = true;
        for (TaskProgress task : run.tasks) {
            if (task.waitingFor == 0) {
                decide(task);
            }
        }
        if (run.closing) {
            close();
        }
    }

    /** Lets a task run whose predecessors have ended start, or be skipped. */
    void decide(TaskProgress task) {
        String obstacle = task.predecessors.obstacle(task.spec.flow().runIf());
        if (obstacle != null) {
            commands.add(new RunCommand.Skip(task.name, obstacle));
        } else {
            ready(task);
        }
    }

    private void ready(TaskProgress task) {
        task.move(TaskState.READY);
        run.changed(task);
        commands.add(new RunCommand.Prepare(task.name));
    }

    /** The moment at which a task that has begun must have ended. */
    void limit(TaskProgress task) {
        Duration limit = task.spec.attempts().taskTimeout();
        Instant begun = task.startedAt();
        if (limit != null && begun != null && task.parent == null && !task.stopping()) {
            commands.add(new RunCommand.TimeOutAt(task.name, begun.plus(limit)));
        }
    }

    void expand(TaskProgress task, TaskExpanded event) {
        if (task.spec.flow().repetition() instanceof Repetition.ForEach rule) {
            Instances instances = Instances.forEach(event.items(), rule);
            task.expand(instances, at);
            run.changed(task);
            limit(task);
            release(task, instances);
        }
    }

    /** Begins as many of an expanded task's runs as may be under way; ends it where none is left. */
    private void release(TaskProgress task, Instances instances) {
        while (!task.stopping() && instances.mayBegin()) {
            TaskProgress instance =
                    new TaskProgress(task, run.tasks.size(), instances.all().size() + 1, instances.nextItem());
            run.add(instance);
            instances.begin(instance);
            ready(instance);
        }
        if (instances.open() == 0) {
            gather(task, instances);
        }
    }

    void repeat(TaskProgress task, TaskRepeated event) {
        if (task.instances == null) {
            task.expand(Instances.repeated(), at);
            run.changed(task);
            limit(task);
        }
        Instances instances = task.instances;
        if (instances == null) {
            throw new IllegalEventException("task " + task.name + " has not begun to repeat");
        }
        TaskProgress instance = new TaskProgress(task, run.tasks.size(), event.iteration(), null);
        run.add(instance);
        instances.begin(instance);
        Instant due = event.notBefore();
        if (due == null) {
            ready(instance);
        } else {
            instance.move(TaskState.WAITING);
            instance.due = due;
            run.changed(instance);
            instance.whileWaiting(commands);
        }
    }

    private void instanceEnded(TaskProgress task, TaskProgress instance) {
        Instances instances = task.instances;
        if (instances == null || task.state != TaskState.EXPANDED) {
            return;
        }
        instances.ended();
        if (!task.repeats()) {
            release(task, instances);
        } else if (instance.state == TaskState.SUCCEEDED && !task.stopping()) {
            commands.add(new RunCommand.Prepare(task.name));
        } else {
            gather(task, instances);
        }
    }

    /** Ends an expanded task whose runs have all ended. */
    private void gather(TaskProgress task, Instances instances) {
        TaskProgress failed = instances.firstThat(TaskState.FAILED);
        TaskProgress rejected = instances.firstThat(TaskState.REJECTED);
        TaskProgress.Stop stop = task.stop;
        if (stop != null && stop.to() == TaskState.FAILED) {
            end(task, TaskState.FAILED, stop.reason());
        } else if (stop == null && task.repeats()) {
            endAsLast(task, instances.last());
        } else if (failed != null) {
            end(task, TaskState.FAILED, failed.name + ": " + failed.reason);
        } else if (rejected != null) {
            end(task, TaskState.REJECTED, rejected.name + ": " + rejected.reason);
        } else if (stop != null) {
            end(task, stop.to(), stop.reason());
        } else if (instances.firstThat(TaskState.CANCELLED) != null) {
            end(task, TaskState.CANCELLED, "cancelled");
        } else if (!instances.all().isEmpty()
                && instances.all().stream().allMatch(one -> one.state == TaskState.SKIPPED)) {
            end(task, TaskState.SKIPPED, instances.last().reason);
        } else {
            task.outputs = instances.gathered();
            end(task, TaskState.SUCCEEDED, "");
        }
    }

    /** Nothing is made of several times: a task that repeats ends as its last time, allowed failures too. */
    private void endAsLast(TaskProgress task, TaskProgress last) {
        task.outputs = last.outputs;
        task.metrics = last.metrics;
        boolean bad = last.state == TaskState.FAILED || last.state == TaskState.REJECTED;
        end(task, last.state, bad ? last.name + ": " + last.reason : last.reason);
    }

    void conclude(TaskProgress task, RunEvent.TaskConcluded event) {
        Instances instances = task.instances;
        String failure = event.failure();
        if (instances != null) {
            task.outputs = instances.last().outputs;
            task.metrics = instances.last().metrics;
        }
        end(task, failure == null ? TaskState.SUCCEEDED : TaskState.FAILED, failure == null ? "" : failure);
    }

    void fail(TaskProgress task, AttemptFailed failed) {
        String message = failed.failure().message();
        TaskProgress.Stop stop = task.stop;
        if (stop != null) {
            end(task, stop.to(), stop.reason());
            return;
        }
        Instant due = task.failures.retryDue(failed, task.spec.attempts().retry(), seed(task));
        if (due == null) {
            end(task, TaskState.FAILED, message);
            return;
        }
        if (failed.failure().kind() != FailureKind.INFRASTRUCTURE) {
            task.forget();
        }
        task.due = due;
        task.move(TaskState.WAITING);
        task.reason = message;
        run.changed(task);
        task.whileWaiting(commands);
    }

    private long seed(TaskProgress task) {
        return 31L * run.id.hashCode() + task.name.hashCode();
    }

    void end(TaskProgress task, TaskState to, String reason) {
        task.end(to, reason, at);
        run.changed(task);
        TaskProgress parent = task.parent;
        boolean bad = (to == TaskState.FAILED || to == TaskState.REJECTED) && !task.forgiven();
        if (bad && task.spec.flow().onFailure() == Flow.OnFailure.CANCEL && !task.always()) {
            halt(task);
        }
        if (parent != null) {
            instanceEnded(parent, task);
            return;
        }
        for (TaskProgress successor : task.successors) {
            successor.waitingFor--;
            successor.predecessors.ended(task);
            if (successor.waitingFor == 0 && successor.state == TaskState.PENDING) {
                decide(successor);
            }
        }
        if (task.always()) {
            run.openAlways--;
        } else if (--run.openTasks == 0) {
            close();
        }
    }

    /** All ordinary tasks have ended: those that always run may begin. */
    private void close() {
        run.closing = true;
        for (TaskProgress task : run.tasks.subList(0, run.own)) {
            if (task.always() && --task.waitingFor == 0 && task.state == TaskState.PENDING) {
                decide(task);
            }
        }
    }

    /** Stops what a failed task stops: all but tasks that run because something failed, or always. */
    private void halt(TaskProgress because) {
        if (run.halted) {
            return;
        }
        run.halted = true;
        String reason = "task '" + because.name + "' did not succeed";
        for (TaskProgress task : List.copyOf(run.tasks)) {
            RunIf rule = task.spec.flow().runIf();
            boolean forThat = task.always() || rule == RunIf.ANY_FAILED || rule == RunIf.ALL_DONE;
            if (!forThat && task.parent == null) {
                stop(task, TaskState.CANCELLED, reason);
            }
        }
    }

    void cancel(RunEvent.CancelRequested event) {
        boolean all = run.closing || run.cancelRequested;
        run.timedOut |= event.timeout();
        if (!run.cancelRequested) {
            run.cancelRequested = true;
            run.cancelReason = event.reason();
        }
        for (TaskProgress task : List.copyOf(run.tasks)) {
            if (task.parent == null && (all || !task.always())) {
                stop(task, TaskState.CANCELLED, event.reason());
            }
        }
    }

    /** Ends a task, at once where nothing of it lives, else when its live attempts have ended. */
    void stop(TaskProgress task, TaskState to, String reason) {
        if (task.state.ended() || task.stopping()) {
            return;
        }
        Instances instances = task.instances;
        if (task.state == TaskState.RUNNING) {
            task.stop = new TaskProgress.Stop(to, reason);
            commands.add(new RunCommand.Cancel(task.name, task.attempts, task.token));
        } else if (task.state == TaskState.EXPANDED && instances != null) {
            task.stop = new TaskProgress.Stop(to, reason);
            for (TaskProgress instance : List.copyOf(instances.all())) {
                stop(instance, TaskState.CANCELLED, reason);
            }
            if (!task.state.ended() && instances.open() == 0) {
                gather(task, instances);
            }
        } else {
            end(task, to, reason);
        }
    }
}
