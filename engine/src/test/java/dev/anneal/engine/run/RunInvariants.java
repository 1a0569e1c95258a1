package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.run.RunEvent.TaskExpanded;
import dev.anneal.engine.run.RunEvent.TaskRepeated;
import dev.anneal.engine.run.RunEvent.TaskReused;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.task.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds of every run whatever happens to it, looked at from outside: by events and the states of task runs. */
final class RunInvariants {

    /** Failed attempts of one task run, by budget. */
    private static final class Failed {
        int own;
        int lost;
    }

    private final List<RunMachine.Node> nodes;
    private final RunMachine machine;
    private final Map<String, ListedTask> ends = new HashMap<>();
    private final Map<String, Failed> failed = new HashMap<>();

    RunInvariants(List<RunMachine.Node> nodes, RunMachine machine) {
        this.nodes = nodes;
        this.machine = machine;
    }

    /** Looks at an event that is about to happen. */
    void before(RunEvent event) {
        if (event instanceof AttemptStarted started) {
            TaskView task = machine.task(started.task());
            require(task.state() != TaskState.RUNNING, "an attempt begins while another lives", event);
            mayRun(task, event);
        } else if (event instanceof TaskReused || event instanceof TaskExpanded || event instanceof TaskRepeated) {
            mayRun(machine.task(((RunEvent.TaskEvent) event).task()), event);
        } else if (event instanceof AttemptFailed failure) {
            Failed counts = failed.computeIfAbsent(failure.task(), name -> new Failed());
            boolean lost = failure.failure().kind() == FailureKind.INFRASTRUCTURE;
            counts.lost += lost ? 1 : 0;
            counts.own += lost ? 0 : 1;
        }
    }

    /** Looks at what an event led to. */
    void after(RunEvent event, List<TaskView> tasks) {
        if (event instanceof AttemptFailed failure) {
            retried(failure);
        }
        for (TaskView task : tasks) {
            if (task.state().ended()) {
                ListedTask first = ends.computeIfAbsent(task.name(), name -> ListedTask.of(task));
                require(first.shows(task), "what had ended changed:", task.name(), event);
            } else {
                require(!ends.containsKey(task.name()), "what had ended lives again:", task.name(), event);
            }
            repeated(task, event);
        }
    }

    /** The rule by which a task runs, from its predecessors' states alone. */
    private void mayRun(TaskView run, RunEvent event) {
        TaskView parent = run.parent();
        TaskView task = parent == null ? run : parent;
        boolean always = task.spec().flow().always();
        require(always || !machine.cancelRequested(), "something starts after a cancel", event);
        int good = 0;
        int skipped = 0;
        int bad = 0;
        List<Integer> before = nodes.get(task.position()).predecessors();
        for (int position : before) {
            TaskView predecessor = machine.tasks().get(position);
            boolean unhappy = predecessor.state() == TaskState.FAILED || predecessor.state() == TaskState.REJECTED;
            boolean allowed = predecessor.spec().flow().allowFailure();
            require(predecessor.state().ended(), "it starts before the end of", predecessor.name(), event);
            good += predecessor.state() == TaskState.SUCCEEDED || (unhappy && allowed) ? 1 : 0;
            bad += unhappy && !allowed ? 1 : 0;
            skipped += predecessor.state() == TaskState.SKIPPED ? 1 : 0;
        }
        RunIf rule = task.spec().flow().runIf();
        boolean holds = rule == RunIf.ALL_DONE
                || (rule == RunIf.ALL_SUCCEEDED && good == before.size())
                || (rule == RunIf.NONE_FAILED && good + skipped == before.size())
                || (rule == RunIf.ANY_FAILED && bad > 0);
        require(holds, "it starts against its rule", rule, event);
        if (always) {
            boolean othersEnded = machine.tasks().stream()
                    .allMatch(other ->
                            other.spec().flow().always() || other.state().ended());
            require(othersEnded, "a task that always runs starts before the others have ended", event);
        }
    }

    private void retried(AttemptFailed event) {
        TaskView task = machine.task(event.task());
        Failed counts = failed.getOrDefault(event.task(), new Failed());
        RetryPolicy policy = task.spec().attempts().retry();
        if (task.state() != TaskState.WAITING) {
            return;
        }
        FailureKind kind = event.failure().kind();
        require(kind != FailureKind.BAD_INPUT, "wrong input is tried again", event);
        Instant due = task.due();
        Duration delay = due == null ? Duration.ZERO : Duration.between(event.at(), due);
        if (kind == FailureKind.INFRASTRUCTURE) {
            require(counts.lost <= policy.infrastructure(), "lost more often than the policy allows", event);
            require(delay.equals(Duration.ofSeconds(counts.lost - 1L)), "tried again after", delay, event);
        } else {
            require(counts.own <= policy.retries(), "tried again more often than the policy allows", event);
            require(within(policy.backoff(), counts.own, delay), "tried again after", delay, event);
        }
    }

    private static boolean within(RetryPolicy.Backoff backoff, int failures, Duration delay) {
        double full = (double) backoff.delay().toMillis();
        for (int i = 1; i < failures && backoff.growth() == RetryPolicy.Growth.EXPONENTIAL; i++) {
            full *= 2;
        }
        full = Math.min(full, (double) backoff.maxDelay().toMillis());
        double least = full * (1 - backoff.jitter()) - 1;
        double most = Math.min(full * (1 + backoff.jitter()), (double)
                        backoff.maxDelay().toMillis())
                + 1;
        return delay.toMillis() >= least && delay.toMillis() <= most;
    }

    private void repeated(TaskView task, RunEvent event) {
        List<? extends TaskView> instances = task.instances();
        if (instances.isEmpty()) {
            return;
        }
        Repetition rule = task.spec().flow().repetition();
        long open = instances.stream().filter(one -> !one.state().ended()).count();
        if (rule instanceof Repetition.ForEach forEach) {
            int limit = forEach.atOnce();
            require(limit == 0 || open <= limit, open, "are under way at once of", task.name(), event);
            require(instances.size() <= task.items(), "more task runs than items", event);
        } else {
            require(open <= 1, "two times are under way at once of", task.name(), event);
        }
        if (task.state().ended()) {
            require(open == 0, task.name(), "ended before its task runs", event);
        }
        if (task.state() == TaskState.SUCCEEDED && rule instanceof Repetition.ForEach) {
            require(instances.size() == task.items(), "an item was left out", event);
            inOrder(task, instances, event);
        }
    }

    private static void inOrder(TaskView task, List<? extends TaskView> instances, RunEvent event) {
        task.outputs().forEach((output, gathered) -> {
            List<?> values = (List<?>) gathered;
            require(values.size() == instances.size(), output, "is not gathered of all", event);
            for (int i = 0; i < values.size(); i++) {
                Object value = instances.get(i).outputs().get(output);
                Object item = values.get(i);
                require(value == null ? item == null : value.equals(item), output, "is out of order", event);
            }
        });
    }

    /** @param otherwise what is wrong where it does not hold */
    static void require(boolean holds, @Nullable Object... otherwise) {
        if (!holds) {
            throw new AssertionError(
                    Arrays.stream(otherwise).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
