package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One task run of a {@link PlainRun}. */
final class PlainTask {

    final TaskSpec spec;
    final String name;
    final List<PlainTask> before;
    final @Nullable PlainTask parent;
    final List<PlainTask> instances = new ArrayList<>();

    TaskState state = TaskState.PENDING;
    int attempts;
    long token;
    int failures;
    int losses;
    boolean begun;
    boolean signalled;
    int items;
    Map<String, Object> outputs = Map.of();

    @Nullable
    Instant due;

    @Nullable
    String signal;

    /** How it ends when its live attempts have; null where nobody stops it. */
    @Nullable
    TaskState stopTo;

    PlainTask(TaskSpec spec, List<PlainTask> before) {
        this.spec = spec;
        this.name = spec.name();
        this.before = before;
        this.parent = null;
    }

    private PlainTask(PlainTask parent) {
        this.spec = parent.spec;
        this.name = parent.name + "[" + (parent.instances.size() + 1) + "]";
        this.before = List.of();
        this.parent = parent;
    }

    PlainTask instance(TaskState in) {
        PlainTask instance = new PlainTask(this);
        instance.state = in;
        instances.add(instance);
        return instance;
    }

    boolean ended() {
        return state.ended();
    }

    boolean unhappy() {
        return state == TaskState.FAILED || state == TaskState.REJECTED;
    }

    /** Whether it did not succeed and somebody is to care. */
    boolean bad() {
        return unhappy() && !spec.flow().allowFailure();
    }

    boolean mayStart() {
        return state == TaskState.READY || state == TaskState.WAITING || state == TaskState.SUSPENDED;
    }

    boolean forEach() {
        return parent == null && spec.flow().repetition() instanceof Repetition.ForEach;
    }

    boolean repeats() {
        return parent == null && spec.flow().repetition() instanceof Repetition.Repeat;
    }

    boolean idle() {
        return instances.stream().allMatch(PlainTask::ended);
    }

    PlainTask last() {
        return instances.get(instances.size() - 1);
    }

    /** Whether the ends of those before it let it run; all have ended. */
    boolean ruleHolds() {
        return switch (spec.flow().runIf()) {
            case ALL_DONE -> true;
            case ALL_SUCCEEDED -> before.stream().allMatch(task -> task.is(TaskState.SUCCEEDED));
            case ANY_FAILED -> before.stream().anyMatch(PlainTask::bad);
            case NONE_FAILED ->
                before.stream().allMatch(task -> task.is(TaskState.SUCCEEDED) || task.is(TaskState.SKIPPED));
        };
    }

    /** A failure that is allowed is as good as success. */
    private boolean is(TaskState wanted) {
        return state == wanted || (wanted == TaskState.SUCCEEDED && unhappy() && !bad());
    }

    /** Whether a failed attempt is followed by another, by what is left of its budget. */
    boolean triedAgain(AttemptFailed failed) {
        RetryPolicy policy = spec.attempts().retry();
        FailureKind kind = failed.failure().kind();
        if (kind == FailureKind.INFRASTRUCTURE) {
            losses++;
            return losses <= policy.infrastructure();
        } else if (kind == FailureKind.BAD_INPUT) {
            return false;
        }
        failures++;
        boolean wanted = policy.on().isEmpty()
                || policy.on().contains(kind.word())
                || policy.on().contains("exit " + failed.failure().exitCode());
        return wanted && failures <= policy.retries();
    }

    /** Stops what only a failure or the end of all makes run: whether its flow says so. */
    boolean outlivesFailure() {
        return spec.flow().always()
                || switch (spec.flow().runIf()) {
                    case ANY_FAILED, ALL_DONE -> true;
                    case ALL_SUCCEEDED, NONE_FAILED -> false;
                };
    }

    boolean cancelsOthers() {
        return bad() && !spec.flow().always() && spec.flow().onFailure() == Flow.OnFailure.CANCEL;
    }

    /** How a task whose runs have all ended ends. */
    TaskState gathered() {
        if (stopTo == TaskState.FAILED) {
            return TaskState.FAILED;
        } else if (repeats() && stopTo == null) {
            return last().state;
        } else if (instances.stream().anyMatch(task -> task.state == TaskState.FAILED && task.bad())) {
            return TaskState.FAILED;
        } else if (instances.stream().anyMatch(task -> task.state == TaskState.REJECTED && task.bad())) {
            return TaskState.REJECTED;
        } else if (stopTo != null) {
            return stopTo;
        }
        boolean allSkipped = !instances.isEmpty() && instances.stream().allMatch(task -> task.is(TaskState.SKIPPED));
        return allSkipped ? TaskState.SKIPPED : TaskState.SUCCEEDED;
    }

    /** The outputs of its runs, in order. */
    Map<String, Object> lists() {
        Map<String, Object> lists = new LinkedHashMap<>();
        for (PlainTask any : instances) {
            for (String output : any.outputs.keySet()) {
                List<@Nullable Object> values = new ArrayList<>();
                instances.forEach(task -> values.add(task.outputs.get(output)));
                lists.put(output, values);
            }
        }
        return lists;
    }
}
