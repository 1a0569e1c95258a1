package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What listings show of a task run, as it was when it was last said to have changed. */
record ListedTask(
        TaskState state,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String reason,
        @Nullable String reusedFrom,
        Map<String, Object> outputs,
        Map<String, Double> metrics,
        Map<String, Digest> inputs,
        @Nullable Digest key,
        Map<String, String> parts) {

    static ListedTask of(TaskView task) {
        return new ListedTask(
                task.state(),
                task.attempts(),
                task.startedAt(),
                task.endedAt(),
                task.reason(),
                task.reusedFrom(),
                task.outputs(),
                task.metrics(),
                task.inputs(),
                task.key(),
                task.parts());
    }

    /** Whether that is how it is. */
    boolean shows(TaskView task) {
        return state == task.state()
                && attempts == task.attempts()
                && Objects.equals(startedAt, task.startedAt())
                && Objects.equals(endedAt, task.endedAt())
                && reason.equals(task.reason())
                && Objects.equals(reusedFrom, task.reusedFrom())
                && outputs.equals(task.outputs())
                && metrics.equals(task.metrics())
                && inputs.equals(task.inputs())
                && Objects.equals(key, task.key())
                && parts.equals(task.parts());
    }
}
