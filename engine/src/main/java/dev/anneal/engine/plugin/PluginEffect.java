package dev.anneal.engine.plugin;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import java.time.Instant;
import java.util.Map;

/** A plugin's {@link EffectHandler}, under the name that was checked. */
record PluginEffect(EffectHandler handler, String type, Enclosure enclosure) implements EffectHandler {

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String who = enclosure.ofPlugin("effect '" + type + "'");
        try {
            return enclosure.call(who, () -> handler.apply(effect, origin, at, records));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw AnnealException.environment("plugin", who + " cannot be applied: " + e, e);
        }
    }
}
