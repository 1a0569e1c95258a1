package dev.anneal.engine.run;

import dev.anneal.engine.task.Effect;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the effect by which a task asks for a run; the engine itself applies it. */
public final class RunRequests {

    private RunRequests() {}

    /**
     * @param key what makes the request unique; null for (run, task)
     * @param reason for a person: why the run is wanted
     */
    public static Effect effect(
            @Nullable String key,
            String workflow,
            Map<String, ?> parameters,
            @Nullable Instant notBefore,
            String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (key != null) {
            data.put("key", key);
        }
        if (notBefore != null) {
            data.put("notBefore", notBefore.toString());
        }
        data.put("workflow", workflow);
        data.put("parameters", parameters);
        data.put("reason", reason);
        return new Effect(RunRequest.EFFECT, data);
    }
}
