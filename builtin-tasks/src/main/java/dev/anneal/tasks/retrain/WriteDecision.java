package dev.anneal.tasks.retrain;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a decision into the ledger, under the endpoint's next number. */
public final class WriteDecision implements EffectHandler {

    static final String TYPE = "decide";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String endpoint = String.valueOf(effect.data().get("endpoint"));
        long sequence = records.last(LedgerEntry.COLLECTION, endpoint + "/")
                .map(row -> row.document().get("sequence") instanceof BigDecimal last ? last.longValueExact() + 1 : 1L)
                .orElse(1L);
        Map<String, Object> document = new LinkedHashMap<>(effect.data());
        document.put("sequence", sequence);
        document.put("run", origin.run());
        document.put("task", origin.task());
        document.put("time", at.toString());
        records.insert(LedgerEntry.COLLECTION, LedgerEntry.key(endpoint, sequence), document);
        return Map.of();
    }
}
