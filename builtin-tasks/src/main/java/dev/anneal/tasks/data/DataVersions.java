package dev.anneal.tasks.data;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records data versions: collection {@value #COLLECTION}, keyed by the digest of the rows. A document has what the
 * dataset's properties tell (columns, rows, target, source), the name of its source, and the run that read these rows
 * first; reading them again changes nothing.
 */
public final class DataVersions implements EffectHandler {

    public static final String COLLECTION = "data-versions";

    static final String EFFECT = "register-data";

    @Override
    public String type() {
        return EFFECT;
    }

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String digest = String.valueOf(effect.data().get("digest"));
        if (records.find(COLLECTION, digest).isEmpty()) {
            Map<String, Object> document = new LinkedHashMap<>(effect.data());
            document.put("run", origin.run());
            document.put("workflow", origin.workflow());
            document.put("task", origin.task());
            document.put("at", at.toString());
            records.insert(COLLECTION, digest, document);
        }
        return Map.of();
    }
}
