package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptEvent;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
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
import org.jspecify.annotations.Nullable;

/** Which events cannot happen now, and why. */
final class Refusals {

    private Refusals() {}

    /** Null where the event can happen. */
    static @Nullable String of(RunEvent event, RunProgress run) {
        if (run.state.ended()) {
            return "the run has ended: " + event;
        } else if (event instanceof RunStarted) {
            return run.started ? "the run has started before" : null;
        } else if (!run.started) {
            return "the run has not started: " + event;
        } else if (event instanceof RunEnded) {
            return run.over() ? null : "not all tasks have ended";
        } else if (event instanceof CancelRequested) {
            return run.over() ? "all tasks have ended" : null;
        } else if (event instanceof RunEvent.TaskEvent taskEvent) {
            TaskProgress task = run.find(taskEvent.task());
            return task == null
                    ? "there is no task " + taskEvent.task()
                    : possible(taskEvent, task) ? null : stale(task, event);
        }
        return null;
    }

    private static boolean possible(RunEvent.TaskEvent event, TaskProgress task) {
        if (event instanceof AttemptStarted started) {
            return !task.stopping()
                    && started.attempt() == task.attempts + 1
                    && started.token() > task.token
                    && Transitions.allowed(task.state, TaskState.RUNNING);
        } else if (event instanceof AttemptEvent attempt) {
            return task.state == TaskState.RUNNING
                    && attempt.attempt() == task.attempts
                    && attempt.token() == task.token
                    && (task.stopping() || !(event instanceof RunEvent.AttemptCancelled));
        } else if (event instanceof TaskReused) {
            return decidable(task) && Transitions.allowed(task.state, TaskState.SUCCEEDED);
        } else if (event instanceof TaskSkipped) {
            return decidable(task);
        } else if (event instanceof TaskExpanded) {
            return task.forEach() && task.state == TaskState.READY;
        } else if (event instanceof TaskRepeated repeated) {
            return task.repeats() && (begins(task, repeated) || (between(task) && follows(task, repeated)));
        } else if (event instanceof TaskConcluded) {
            return task.repeats() && between(task);
        } else if (event instanceof TaskTimedOut) {
            return task.parent == null && !task.state.ended() && task.startedAt() != null && !task.stopping();
        } else if (event instanceof TaskSignalled signalled) {
            return task.awaits(signalled.signal());
        }
        return false;
    }

    private static boolean decidable(TaskProgress task) {
        return switch (task.state) {
            case READY, WAITING, SUSPENDED -> true;
            case PENDING -> task.waitingFor == 0;
            default -> false;
        };
    }

    private static boolean begins(TaskProgress task, TaskRepeated repeated) {
        return task.state == TaskState.READY && repeated.iteration() == 1;
    }

    /** Whether one time is over and the next, or the end, has not been decided. */
    private static boolean between(TaskProgress task) {
        Instances instances = task.instances;
        return task.state == TaskState.EXPANDED && !task.stopping() && instances != null && instances.open() == 0;
    }

    private static boolean follows(TaskProgress task, TaskRepeated repeated) {
        return repeated.iteration() == task.instances().size() + 1;
    }

    private static String stale(TaskProgress task, RunEvent event) {
        return "task " + task.name() + " is " + task.state + " with attempt " + task.attempts + ", which refuses "
                + event;
    }
}
