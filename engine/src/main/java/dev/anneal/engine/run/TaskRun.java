package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A task run as listings show it.
 *
 * @param position of the task in its workflow, from 0
 * @param attempts started so far
 * @param startedAt of the first attempt; null where none started
 * @param endedAt null while it has not ended
 * @param reason why it was skipped, rejected or failed; else empty
 * @param reusedFrom the run whose result it reuses; null where it ran itself
 * @param inputs artifacts that it read, by setting
 * @param key digest of the parts; null where none is known
 * @param parts what its result follows from, by name: short values as they are, long ones as digests
 */
public record TaskRun(
        String run,
        String task,
        String type,
        int position,
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

    public TaskRun {
        outputs = Values.copyOf(outputs);
        metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
        inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
        parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
    }
}
