package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a result follows from, by name, and its digest. Names of tasks, comments and the order of settings are no
 * part of it.
 *
 * @param parts short values as they are, long ones as digests
 */
record CacheKey(Map<String, String> parts, Digest digest) {

    private static final int LONGEST = 80;

    /**
     * @param settings evaluated; expressions where the setting is a condition
     * @param names what the conditions' names mean
     * @param more parts besides type and settings
     */
    static CacheKey of(
            PlannedTask task, Map<String, Object> settings, Map<String, Object> names, Map<String, String> more) {
        Map<String, String> parts = new TreeMap<>(more);
        parts.put("type", task.description().name() + " " + task.description().version());
        String version = task.spec().cache().version();
        if (!version.isEmpty()) {
            parts.put("cache.version", version);
        }
        settings.forEach((name, value) -> {
            Object plain = value instanceof Expression condition ? resolved(condition, names) : value;
            parts.put(name, text(plain));
        });
        return new CacheKey(parts, Json.digest(parts));
    }

    static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String json = Json.write(value);
        if (json.length() <= LONGEST) {
            return json;
        }
        List<?> artifacts = Values.artifacts(value);
        return (artifacts.size() == 1 ? "artifact " : "digest ")
                + Digest.of(json).hex();
    }

    /** The condition with what its names mean in their place, so that another name for the same changes nothing. */
    private static Map<String, Object> resolved(Expression condition, Map<String, Object> names) {
        Map<String, Object> known = new LinkedHashMap<>();
        int number = 0;
        for (Expression.Reference reference : condition.references()) {
            Object value = value(reference, names);
            if (value != null && !(value instanceof Missing)) {
                known.put(reference + "#" + number, value);
            }
            number++;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("condition", blanked(condition, names));
        result.put("values", List.copyOf(known.values()));
        return result;
    }

    private static @Nullable Object value(Expression.Reference reference, Map<String, Object> names) {
        Object at = names.get(reference.root());
        for (String step : reference.path().subList(1, reference.path().size())) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }

    private static Expression blanked(Expression node, Map<String, Object> names) {
        if (node instanceof Expression.Reference reference) {
            Object value = value(reference, names);
            return value == null || value instanceof Missing ? node : new Literal("value");
        }
        return node.with(
                node.children().stream().map(child -> blanked(child, names)).toList());
    }
}
