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

    /** An earlier result with the same key stands in for an attempt. */
    record TaskReused(
            Instant at,
            String task,
            String fromRun,
            Digest key,
            Map<String, Object> outputs,
            Map<String, Double> metrics,
            Map<String, Digest> inputs)
            implements TaskEvent {
        public TaskReused {
            outputs = Values.copyOf(outputs);
            metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
            inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
        }
    }

    /**
     * @param key digest of all that the result follows from
     * @param inputs artifacts that it reads, by setting
     */
    record AttemptStarted(
            Instant at,
            String task,
            int attempt,
            long token,
            @Nullable Digest key,
            Map<String, Digest> inputs) implements AttemptEvent {
        public AttemptStarted {
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

    record CancelRequested(Instant at, String reason) implements RunEvent {}

    record RunEnded(Instant at, RunState state, String reason) implements RunEvent {}
}
