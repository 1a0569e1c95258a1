package dev.anneal.engine.task;

import dev.anneal.engine.record.Records;
import java.time.Instant;
import java.util.Map;

/**
 * Applies effects of one type, inside the transaction that completes the task: all or nothing, never twice. Found by
 * {@link java.util.ServiceLoader}.
 */
public interface EffectHandler {

    /** The {@link Effect#type()} that it applies. */
    String type();

    /**
     * @param origin the task that had the effect
     * @param at when the task completed
     * @return outputs that are known only now, such as a version's number; added to the task's own
     */
    Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records);

    /**
     * Who had the effect.
     *
     * @param run id of the run
     */
    record Origin(String run, String workflow, String task) {}
}
