package dev.anneal.engine.artifact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain values: what settings evaluate to and outputs are. Text, {@link java.math.BigDecimal}, {@link Boolean}, null,
 * {@link Artifact}, and lists and text-keyed maps of these; copies are deep, unmodifiable and normalised (every number a
 * decimal without trailing zeros), so that two that mean the same are equal.
 */
public final class Values {

    private Values() {}

    public static Map<String, Object> copyOf(Map<String, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(key, normalise(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("NullAway") // plain lists may hold null
    public static List<Object> copyOf(List<?> values) {
        List<Object> copy = new ArrayList<>();
        values.forEach(value -> copy.add(normalise(value)));
        return Collections.unmodifiableList(copy);
    }

    /** @throws IllegalArgumentException if the value, or one inside it, is none of the plain kinds or not a finite number */
    @SuppressWarnings("NullAway") // plain maps and lists may hold null as a value
    public static @Nullable Object normalise(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Artifact) {
            return value;
        }
        if (value instanceof Number number) {
            return Numbers.of(number);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), normalise(item)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> items) {
            List<Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(normalise(item)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException(
                "not a plain value: " + value.getClass().getName());
    }

    /** Every artifact in a value, in order. */
    public static List<Artifact> artifacts(@Nullable Object value) {
        List<Artifact> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private static void collect(@Nullable Object value, List<Artifact> into) {
        if (value instanceof Artifact artifact) {
            into.add(artifact);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, into));
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, into));
        }
    }
}
