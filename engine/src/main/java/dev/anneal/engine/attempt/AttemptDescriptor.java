package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.task.RunInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an attempt needs, as data: the same whether it runs in this process or in another.
 *
 * @param type the task type's name
 * @param token fencing token
 * @param settings plain values by setting; expressions where the setting is a condition
 * @param names what expressions may look up: {@code params}, {@code run} and tasks' outputs
 * @param key digest of all that the result follows from; null where the result may not be reused
 * @param inputs artifacts in the settings, by setting
 */
public record AttemptDescriptor(
        RunInfo run,
        String task,
        String type,
        int attempt,
        long token,
        Map<String, Object> settings,
        Map<String, Object> names,
        @Nullable Digest key,
        Map<String, Digest> inputs) {

    /** What a process attempt's folder keeps of it. */
    Map<String, Object> forFile() {
        Map<String, Object> plain = new java.util.LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (!(value instanceof dev.anneal.engine.spec.Expression)) {
                plain.put(name, value);
            }
        });
        return Values.copyOf(Map.of(
                "run", run.id(),
                "workflow", run.workflow(),
                "task", task,
                "type", type,
                "attempt", attempt,
                "token", token,
                "settings", plain));
    }
}
