package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.process.ProcessMark;
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
 * @param resumed see {@link dev.anneal.engine.task.TaskContext#resumed()}
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
        Map<String, Digest> inputs,
        Map<String, Object> resumed,
        Means means) {

    /** One that goes on after nothing, on this machine. */
    public AttemptDescriptor(
            RunInfo run,
            String task,
            String type,
            int attempt,
            long token,
            Map<String, Object> settings,
            Map<String, Object> names,
            @Nullable Digest key,
            Map<String, Digest> inputs) {
        this(run, task, type, attempt, token, settings, names, key, inputs, Map.of(), Means.LOCAL);
    }

    /** The same on other means. */
    public AttemptDescriptor on(Means other) {
        return new AttemptDescriptor(run, task, type, attempt, token, settings, names, key, inputs, resumed, other);
    }

    /** What each of its processes carries. */
    ProcessMark mark() {
        return new ProcessMark(run.id(), task, attempt, token);
    }
}
