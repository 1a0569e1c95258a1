package dev.anneal.engine.spec;

import dev.anneal.engine.artifact.Numbers;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a run is given.
 *
 * @param defaultValue a plain value (text, decimal or boolean); null when there is none
 * @param required whether a run must be given a value; false when there is a default
 * @param help one line for a person, empty when none
 * @param min smallest number allowed, inclusive
 * @param max largest number allowed, inclusive
 * @param choices the only texts allowed, for {@link ParameterType#CHOICE}; else empty
 */
public record ParameterSpec(
        String name,
        ParameterType type,
        @Nullable Object defaultValue,
        boolean required,
        String help,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> choices) {

    public ParameterSpec {
        choices = List.copyOf(choices);
        defaultValue = new Expression.Literal(defaultValue).value();
        min = min == null ? null : Numbers.normalise(min);
        max = max == null ? null : Numbers.normalise(max);
    }
}
