package dev.anneal.engine.task;

import dev.anneal.engine.artifact.Values;
import java.util.Map;

/**
 * A change that is to be made in the transaction that completes the task, as data.
 *
 * @param type kebab-case name of the {@link EffectHandler}
 * @param data plain values
 */
public record Effect(String type, Map<String, Object> data) {
    public Effect {
        data = Values.copyOf(data);
    }
}
