package dev.anneal.tasks.registry;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registry's collections, keys and documents. Numbers in keys are padded, so that keys sort as numbers do. */
final class RegistryRows {

    /** Key {@code name}: one row a model. */
    static final String MODELS = "models";
    /** Key {@code name/number}. */
    static final String VERSIONS = "model-versions";
    /** Key {@code run/task}: which version that task registered. */
    static final String ORIGINS = "model-version-origins";
    /** Key {@code name/alias}: where it points now. */
    static final String ALIASES = "model-aliases";
    /** Key {@code name/number of the move}. */
    static final String MOVES = "model-alias-moves";

    private RegistryRows() {}

    static String key(String name, int number) {
        String digits = Integer.toString(number);
        return name + "/" + "0".repeat(10 - digits.length()) + digits;
    }

    /** The number that {@link #key} put into a key. */
    static int sequence(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    static Map<String, Object> document(ModelVersion version) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", version.name());
        document.put("number", version.number());
        document.put("model", version.model());
        put(document, "report", version.report());
        document.put("metrics", version.metrics());
        document.put("run", version.run());
        document.put("task", version.task());
        document.put("workflow", version.workflow());
        document.put("workflowDigest", version.workflowDigest().hex());
        put(document, "codeVersion", version.codeVersion());
        Digest data = version.data();
        put(document, "data", data == null ? null : data.hex());
        document.put("trainingFacts", version.trainingFacts());
        document.put("tags", version.tags());
        document.put("at", version.at().toString());
        return document;
    }

    static ModelVersion version(Map<String, Object> document) {
        String data = (String) document.get("data");
        Map<String, Double> metrics = new TreeMap<>();
        map(document, "metrics").forEach((key, value) -> metrics.put(key, ((Number) value).doubleValue()));
        Map<String, String> tags = new TreeMap<>();
        map(document, "tags").forEach((key, value) -> tags.put(key, (String) value));
        return new ModelVersion(
                text(document, "name"),
                number(document, "number"),
                (Artifact) Objects.requireNonNull(document.get("model"), "model"),
                (Artifact) document.get("report"),
                metrics,
                text(document, "run"),
                text(document, "task"),
                text(document, "workflow"),
                new Digest(text(document, "workflowDigest")),
                (String) document.get("codeVersion"),
                data == null ? null : new Digest(data),
                map(document, "trainingFacts"),
                tags,
                Instant.parse(text(document, "at")));
    }

    static Map<String, Object> document(AliasMove move) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", move.name());
        document.put("alias", move.alias());
        put(document, "from", move.from());
        put(document, "to", move.to());
        document.put("who", move.who());
        document.put("at", move.at().toString());
        return document;
    }

    static AliasMove move(Map<String, Object> document) {
        return new AliasMove(
                text(document, "name"),
                text(document, "alias"),
                optionalNumber(document, "from"),
                optionalNumber(document, "to"),
                text(document, "who"),
                Instant.parse(text(document, "at")));
    }

    /** The number that an alias row points at; none once the alias was removed. */
    static Optional<Integer> target(Map<String, Object> document) {
        return Optional.ofNullable(optionalNumber(document, "to"));
    }

    private static void put(Map<String, Object> document, String key, @Nullable Object value) {
        if (value != null) {
            document.put(key, value);
        }
    }

    private static String text(Map<String, Object> document, String key) {
        return (String) Objects.requireNonNull(document.get(key), key);
    }

    private static int number(Map<String, Object> document, String key) {
        return ((Number) Objects.requireNonNull(document.get(key), key)).intValue();
    }

    private static @Nullable Integer optionalNumber(Map<String, Object> document, String key) {
        return document.get(key) instanceof Number number ? (Integer) number.intValue() : null;
    }

    @SuppressWarnings("unchecked") // written by document(...)
    private static Map<String, Object> map(Map<String, Object> document, String key) {
        return (Map<String, Object>) Objects.requireNonNull(document.get(key), key);
    }
}
