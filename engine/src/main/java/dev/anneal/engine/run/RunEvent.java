package dev.anneal.engine.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a run: the journal is a list of these. Each carries its moment. Names and fields of what
 * was once written are read for ever; a field that is added later must be nullable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = RunEvent.TaskSkipped.class, name = "task-skipped"),
    @JsonSubTypes.Type(value = RunEvent.TaskReused.class, name = "task-reused"),
    @JsonSubTypes.Type(value = RunEvent.TaskExpanded.class, name = "task-expanded"),
    @JsonSubTypes.Type(value = RunEvent.TaskRepeated.class, name = "task-repeated"),
    @JsonSubTypes.Type(value = RunEvent.TaskConcluded.class, name = "task-concluded"),
    @JsonSubTypes.Type(value = RunEvent.TaskTimedOut.class, name = "task-timed-out"),
    @JsonSubTypes.Type(value = RunEvent.TaskSignalled.class, name = "task-signalled"),
    @JsonSubTypes.Type(value = RunEvent.AttemptStarted.class, name = "attempt-started"),
    @JsonSubTypes.Type(value = RunEvent.AttemptSucceeded.class, name = "attempt-succeeded"),
    @JsonSubTypes.Type(value = RunEvent.AttemptRejected.class, name = "attempt-rejected"),
    @JsonSubTypes.Type(value = RunEvent.AttemptFailed.class, name = "attempt-failed"),
    @JsonSubTypes.Type(value = RunEvent.AttemptSuspended.class, name = "attempt-suspended"),
    @JsonSubTypes.Type(value = RunEvent.AttemptCancelled.class, name = "attempt-cancelled"),
    @JsonSubTypes.Type(value = RunEvent.CancelRequested.class, name = "cancel-requested"),
    @JsonSubTypes.Type(value = RunEvent.RunEnded.class, name = "run-ended"),
})
public sealed interface RunEvent {

    Instant at();

    /** Of one task. */
    sealed interface TaskEvent extends RunEvent {
        String task();
    }

    /** Of one attempt: refused where attempt or token are not those of the live one. */
    sealed interface AttemptEvent extends TaskEvent {
        int attempt();

        /** The fencing token given to the attempt when it started. */
        long token();
    }

    record RunStarted(Instant at) implements RunEvent {}

    record TaskSkipped(Instant at, String task, String reason) implements TaskEvent {}

    /**
     * A task with {@code forEach} has become one task run for each item.
     *
     * @param items plain values, in order
     */
    record TaskExpanded(Instant at, String task, List<Object> items) implements TaskEvent {
        public TaskExpanded {
            items = Values.copyOf(items);
        }
    }

    /**
     * A task with {@code repeat} begins once more.
     *
     * @param iteration 1 for the first time
     * @param notBefore when it may start; null for at once
     */
    record TaskRepeated(
            Instant at,
            String task,
            int iteration,
            @Nullable Instant notBefore) implements TaskEvent {}

    /**
     * A task with {@code repeat} is over.
     *
     * @param failure why it failed; null where it succeeded
     */
    record TaskConcluded(Instant at, String task, @Nullable String failure) implements TaskEvent {}

    /** All its attempts and waits together took longer than the task's timeout. */
    record TaskTimedOut(Instant at, String task, String reason) implements TaskEvent {}

    /**
     * What a suspended task waited for has come.
     *
     * @param data for the attempt that goes on
     */
    record TaskSignalled(Instant at, String task, String signal, Map<String, Object> data) implements TaskEvent {
        public TaskSignalled {
            data = Values.copyOf(data);
        }
    }

    /**
     * An earlier result stands in for an attempt.
     *
     * @param key digest of the parts
     * @param parts what the result follows from, by name: short values as they are, long ones as digests
     */
    record TaskReused(
            Instant at,
            String task,
            String fromRun,
            Digest key,
            Map<String, Object> outputs,
            Map<String, Double> metrics,
            Map<String, Digest> inputs,
            @Nullable Map<String, String> parts)
            implements TaskEvent {
        public TaskReused {
            parts = parts == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
            outputs = Values.copyOf(outputs);
            metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
            inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
        }
    }

    /**
     * @param key digest of the parts; null where they are not known
     * @param inputs artifacts that it reads, by setting
     * @param parts what the result follows from, by name: short values as they are, long ones as digests
     */
    record AttemptStarted(
            Instant at,
            String task,
            int attempt,
            long token,
            @Nullable Digest key,
            Map<String, Digest> inputs,
            @Nullable Map<String, String> parts)
            implements AttemptEvent {
        public AttemptStarted {
            parts = parts == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
            inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
        }
    }

    record AttemptSucceeded(
            Instant at,
            String task,
            int attempt,
            long token,
            Map<String, Object> outputs,
            Map<String, Double> metrics,
            List<Effect> effects)
            implements AttemptEvent {
        public AttemptSucceeded {
            outputs = Values.copyOf(outputs);
            metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
            effects = List.copyOf(effects);
        }
    }

    record AttemptRejected(
            Instant at,
            String task,
            int attempt,
            long token,
            String reason,
            Map<String, Object> outputs,
            Map<String, Double> metrics,
            List<Effect> effects)
            implements AttemptEvent {
        public AttemptRejected {
            outputs = Values.copyOf(outputs);
            metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
            effects = List.copyOf(effects);
        }
    }

    record AttemptFailed(Instant at, String task, int attempt, long token, Failure failure) implements AttemptEvent {}

    record AttemptSuspended(
            Instant at,
            String task,
            int attempt,
            long token,
            @Nullable Instant until,
            @Nullable String signal,
            Map<String, Object> state)
            implements AttemptEvent {
        public AttemptSuspended {
            state = Values.copyOf(state);
        }
    }

    record AttemptCancelled(Instant at, String task, int attempt, long token) implements AttemptEvent {}

    /** @param timeout whether the run's own timeout asks, which makes its end a failure */
    record CancelRequested(Instant at, String reason, boolean timeout) implements RunEvent {
        public CancelRequested(Instant at, String reason) {
            this(at, reason, false);
        }
    }

    record RunEnded(Instant at, RunState state, String reason) implements RunEvent {}
}
