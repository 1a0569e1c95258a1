package dev.anneal.dsl.schema;

import dev.anneal.engine.task.TaskCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Completion and hover as functions: what may stand at a place of a workflow, and what stands there. Thread-safe. */
public final class EditorHelp {

    /**
     * What may be written at a place.
     *
     * @param text a key, or a value
     * @param help what it means; empty where nothing is known
     */
    public record Suggestion(String text, String help) {}

    private final Map<String, Object> schema;

    public EditorHelp(TaskCatalog catalog) {
        this.schema = WorkflowSchema.of(catalog);
    }

    /**
     * The keys that a map may have, or the words that a value may be; empty where anything goes.
     *
     * @param path keys and indices from the workflow down: {@code tasks, model, retry}
     * @param types which type is said in the map at a path, as far as it was written
     */
    public List<Suggestion> completions(List<String> path, Function<List<String>, Optional<String>> types) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map<?, ?> piece : at(path, types)) {
            if (piece.get("properties") instanceof Map<?, ?> keys) {
                keys.forEach(
                        (key, inner) -> found.merge(String.valueOf(key), help(List.of(inner)), EditorHelp::longer));
            }
            if (piece.get("enum") instanceof List<?> words) {
                List<?> help = piece.get("enumDescriptions") instanceof List<?> all ? all : List.of();
                for (int i = 0; i < words.size(); i++) {
                    found.merge(
                            String.valueOf(words.get(i)),
                            i < help.size() ? String.valueOf(help.get(i)) : "",
                            EditorHelp::longer);
                }
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Suggestion(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What the key or value at a path means. Empty where nothing is known of it. */
    public Optional<String> hover(List<String> path, Function<List<String>, Optional<String>> types) {
        return Optional.of(help(at(path, types))).filter(text -> !text.isEmpty());
    }

    /** The pieces of the schema that hold at a path. */
    private List<Map<?, ?>> at(List<String> path, Function<List<String>, Optional<String>> types) {
        List<Map<?, ?>> here = flat(schema, types.apply(List.of()));
        for (int depth = 0; depth < path.size(); depth++) {
            Optional<String> type = types.apply(path.subList(0, depth + 1));
            List<Map<?, ?>> next = new ArrayList<>();
            for (Map<?, ?> piece : here) {
                Object inner = inner(piece, path.get(depth));
                if (inner instanceof Map<?, ?> map) {
                    next.addAll(flat(map, type));
                }
            }
            here = next;
        }
        return here;
    }

    private static @Nullable Object inner(Map<?, ?> piece, String step) {
        if (piece.get("properties") instanceof Map<?, ?> keys && keys.containsKey(step)) {
            return keys.get(step);
        }
        return step.matches("\\d+") && piece.containsKey("items")
                ? piece.get("items")
                : piece.get("additionalProperties");
    }

    /** The piece and all that it is made of, references followed, and the case of the type that is said. */
    private List<Map<?, ?>> flat(Map<?, ?> piece, Optional<String> type) {
        List<Map<?, ?>> all = new ArrayList<>();
        if (piece.get("$ref") instanceof String ref && schema.get("definitions") instanceof Map<?, ?> definitions) {
            Object definition = definitions.get(ref.substring("#/definitions/".length()));
            return definition instanceof Map<?, ?> map ? flat(map, type) : all;
        }
        all.add(piece);
        for (String word : List.of("allOf", "anyOf")) {
            for (Object part : piece.get(word) instanceof List<?> parts ? parts : List.of()) {
                if (part instanceof Map<?, ?> map && (!map.containsKey("if") || said(map, type))) {
                    all.addAll(flat(map.get("then") instanceof Map<?, ?> then ? then : map, type));
                }
            }
        }
        return all;
    }

    private static boolean said(Map<?, ?> part, Optional<String> type) {
        return type.isPresent()
                && part.get("if") instanceof Map<?, ?> condition
                && condition.get("properties") instanceof Map<?, ?> keys
                && keys.get("type") instanceof Map<?, ?> is
                && type.get().equals(is.get("const"));
    }

    private String help(List<?> pieces) {
        String found = "";
        for (Object piece : pieces) {
            if (piece instanceof Map<?, ?> map) {
                Object description = map.containsKey("description")
                        ? map.get("description")
                        : flat(map, Optional.empty()).stream()
                                .map(part -> (Object) part.get("description"))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse("");
                // The first that says something is nearest to the place.
                if (found.isEmpty() && description instanceof String text) {
                    found = text;
                }
            }
        }
        return found;
    }

    private static String longer(String one, String other) {
        return other.length() > one.length() ? other : one;
    }
}
