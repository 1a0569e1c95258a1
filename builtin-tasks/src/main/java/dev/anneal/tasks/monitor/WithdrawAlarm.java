package dev.anneal.tasks.monitor;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks an alarm that was raised as withdrawn, with the reason; one that never was raised stays unwritten. */
public final class WithdrawAlarm implements EffectHandler {

    static final String TYPE = "withdraw-alarm";
    static final String WITHDRAWN = "withdrawn";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String key = RaiseAlarm.key(effect);
        records.find(Alarms.COLLECTION, key)
                .filter(known -> !known.containsKey(WITHDRAWN))
                .ifPresent(known -> {
                    Map<String, Object> document = new LinkedHashMap<>(known);
                    document.put(WITHDRAWN, String.valueOf(effect.data().get("reason")));
                    records.put(Alarms.COLLECTION, key, document);
                });
        return Map.of();
    }
}
