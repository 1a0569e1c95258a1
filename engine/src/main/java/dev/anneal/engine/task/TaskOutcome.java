package dev.anneal.engine.task;

import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of an attempt: data, effects included. */
public sealed interface TaskOutcome {

    /**
     * @param outputs plain values by output name
     * @param metrics finite numbers by name; one that is undefined is left out
     * @param effects applied in the transaction that completes the task
     */
    record Succeeded(Map<String, Object> outputs, Map<String, Double> metrics, List<Effect> effects)
            implements TaskOutcome {
        public Succeeded {
            outputs = Values.copyOf(outputs);
            metrics = finite(metrics);
            effects = List.copyOf(effects);
        }

        public Succeeded(Map<String, ?> outputs) {
            this(Values.copyOf(outputs), Map.of(), List.of());
        }

        public Succeeded withMetrics(Map<String, Double> more) {
            return new Succeeded(outputs, more, effects);
        }

        public Succeeded withEffects(Effect... more) {
            return new Succeeded(outputs, metrics, List.of(more));
        }
    }

    /** A gate said no: the run ends as rejected, not failed; never retried. */
    record Rejected(String reason, Map<String, Object> outputs, Map<String, Double> metrics, List<Effect> effects)
            implements TaskOutcome {
        public Rejected {
            outputs = Values.copyOf(outputs);
            metrics = finite(metrics);
            effects = List.copyOf(effects);
        }
    }

    /** It did not work. */
    record Failed(Failure failure) implements TaskOutcome {
        public static Failed of(FailureKind kind, String message) {
            return new Failed(new Failure(kind, message));
        }

        /** @param exitCode of the attempt's process */
        public static Failed of(FailureKind kind, String message, int exitCode) {
            return new Failed(new Failure(kind, message, exitCode));
        }

        /** Its process ended with a code other than 0. */
        public static Failed exited(int exitCode) {
            return new Failed(Failure.exited(exitCode));
        }
    }

    /**
     * It waits, holding no thread and no slot, and is run again when the wait is over.
     *
     * @param until a moment; null where only a signal ends the wait
     * @param signal name of the signal that ends it; null where only the moment does
     * @param state given back to the attempt when it goes on
     */
    record Suspended(@Nullable Instant until, @Nullable String signal, Map<String, Object> state)
            implements TaskOutcome {
        public Suspended {
            state = Values.copyOf(state);
        }
    }

    private static Map<String, Double> finite(Map<String, Double> metrics) {
        metrics.forEach((name, value) -> {
            if (value.isNaN() || value.isInfinite()) {
                throw new IllegalArgumentException(
                        "metric '" + name + "' is " + value + ": leave out what is undefined");
            }
        });
        return java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
}
