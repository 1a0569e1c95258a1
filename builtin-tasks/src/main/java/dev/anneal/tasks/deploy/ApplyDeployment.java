package dev.anneal.tasks.deploy;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.tasks.serving.Deployment;
import dev.anneal.tasks.serving.Deployments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Moves an endpoint and the champion's alias, and adds to the endpoint's history. */
public final class ApplyDeployment implements EffectHandler {

    static final String TYPE = "deploy";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    @SuppressWarnings("NullAway") // plain maps may hold null
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        Deployment deployment = new Deployments(records)
                .deploy(text(effect, "endpoint"), text(effect, "version"), origin.run(), origin.task(), at);
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("previous", deployment.previous());
        return outputs;
    }

    private static String text(Effect effect, String key) {
        return (String) Objects.requireNonNull(effect.data().get(key), key);
    }
}
