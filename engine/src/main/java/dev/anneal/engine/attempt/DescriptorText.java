package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.RunInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor as JSON and back. Settings that are expressions stand apart from those that are values; a value that is
 * missing is a map with the one key {@code $missing}, and a map of the user's with such a key has a dollar sign more.
 */
final class DescriptorText {

    private static final String MISSING = "$missing";
    private static final Pattern ESCAPED = Pattern.compile("\\$+missing");

    private record Form(
            String run,
            String workflow,
            Digest workflowDigest,
            String baseFolder,
            Map<String, Object> parameters,
            @Nullable String codeVersion,
            String task,
            String type,
            int attempt,
            long token,
            Map<String, Object> settings,
            Map<String, Expression> conditions,
            Map<String, Object> names,
            @Nullable Digest key,
            Map<String, Digest> inputs,
            Map<String, Object> resumed,
            Means means) {}

    private DescriptorText() {}

    static String of(AttemptDescriptor descriptor) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Expression> conditions = new LinkedHashMap<>();
        descriptor.settings().forEach((name, value) -> {
            if (value instanceof Expression condition) {
                conditions.put(name, condition);
            } else {
                settings.put(name, value);
            }
        });
        RunInfo run = descriptor.run();
        return Json.pretty(new Form(
                run.id(),
                run.workflow(),
                run.workflowDigest(),
                run.baseFolder().toString(),
                run.parameters(),
                run.codeVersion(),
                descriptor.task(),
                descriptor.type(),
                descriptor.attempt(),
                descriptor.token(),
                settings,
                conditions,
                map(descriptor.names(), DescriptorText::written),
                descriptor.key(),
                descriptor.inputs(),
                descriptor.resumed(),
                descriptor.means()));
    }

    static AttemptDescriptor read(String text) {
        Form form = Json.read(text, Form.class);
        Map<String, Object> settings = new LinkedHashMap<>(form.settings());
        settings.putAll(form.conditions());
        return new AttemptDescriptor(
                new RunInfo(
                        form.run(),
                        form.workflow(),
                        form.workflowDigest(),
                        Path.of(form.baseFolder()),
                        form.parameters(),
                        form.codeVersion()),
                form.task(),
                form.type(),
                form.attempt(),
                form.token(),
                settings,
                map(form.names(), DescriptorText::read),
                form.key(),
                form.inputs(),
                form.resumed(),
                form.means());
    }

    private static @Nullable Object written(@Nullable Object value) {
        if (value instanceof Missing missing) {
            return Map.of(MISSING, List.of(missing.reason(), missing.passes()));
        } else if (value instanceof List<?> items) {
            return list(items, DescriptorText::written);
        } else if (value instanceof Map<?, ?> entries) {
            String only = only(entries);
            return ESCAPED.matcher(only).matches()
                    ? entry("$" + only, written(entries.get(only)))
                    : map(entries, DescriptorText::written);
        }
        return value;
    }

    private static @Nullable Object read(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return list(items, DescriptorText::read);
        } else if (value instanceof Map<?, ?> entries) {
            String only = only(entries);
            if (only.equals(MISSING)) {
                List<?> missing = (List<?>) Objects.requireNonNull(entries.get(MISSING));
                return new Missing((String) missing.get(0), (Boolean) missing.get(1));
            }
            return ESCAPED.matcher(only).matches()
                    ? entry(only.substring(1), read(entries.get(only)))
                    : map(entries, DescriptorText::read);
        }
        return value;
    }

    /** The one key of a map; empty where it has more, or none. */
    private static String only(Map<?, ?> entries) {
        return entries.size() == 1 ? String.valueOf(entries.keySet().iterator().next()) : "";
    }

    private interface Change {
        @Nullable
        Object of(@Nullable Object value);
    }

    private static Map<String, Object> entry(String key, @Nullable Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        put(entry, key, value);
        return entry;
    }

    private static Map<String, Object> map(Map<?, ?> entries, Change change) {
        Map<String, Object> changed = new LinkedHashMap<>();
        entries.forEach((key, value) -> put(changed, String.valueOf(key), change.of(value)));
        return changed;
    }

    @SuppressWarnings("NullAway") // plain lists may hold null
    private static List<Object> list(List<?> items, Change change) {
        List<Object> changed = new ArrayList<>();
        items.forEach(item -> changed.add(change.of(item)));
        return changed;
    }

    @SuppressWarnings("NullAway") // plain maps may hold null
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }
}
