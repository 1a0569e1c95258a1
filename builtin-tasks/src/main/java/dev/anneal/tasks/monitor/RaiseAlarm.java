package dev.anneal.tasks.monitor;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes an alarm down. One that is there is left as it is, but stands again where it was withdrawn. */
public final class RaiseAlarm implements EffectHandler {

    static final String TYPE = "raise-alarm";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String key = key(effect);
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> known = records.find(Alarms.COLLECTION, key).orElse(null);
        if (known == null) {
            document.putAll(effect.data());
            document.put("run", origin.run());
            document.put("task", origin.task());
            document.put("raised", at.toString());
            records.insert(Alarms.COLLECTION, key, document);
        } else if (known.containsKey(WithdrawAlarm.WITHDRAWN)) {
            document.putAll(known);
            document.remove(WithdrawAlarm.WITHDRAWN);
            records.put(Alarms.COLLECTION, key, document);
        }
        return Map.of();
    }

    static String key(Effect effect) {
        BigDecimal at = (BigDecimal) value(effect, "at");
        return Alarms.key((String) value(effect, "endpoint"), (String) value(effect, "version"), at.longValueExact());
    }

    private static Object value(Effect effect, String name) {
        return Objects.requireNonNull(effect.data().get(name), name);
    }
}
