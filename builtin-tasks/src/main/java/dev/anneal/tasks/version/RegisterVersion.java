package dev.anneal.tasks.version;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.record.Records;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.registry.RegistryChanges;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers and registers a version, and moves its aliases. */
public final class RegisterVersion implements EffectHandler {

    static final String TYPE = "register-version";

    private static final String DATA = "data";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> apply(Effect effect, Origin origin, Instant at, Records records) {
        String name = (String) Objects.requireNonNull(effect.data().get("name"), "name");
        RegistryChanges changes = new RegistryChanges(records);
        ModelVersion version = changes.register(
                name, origin.run(), origin.task(), number -> version(name, number, effect.data(), origin, at));
        String who = origin.run() + "/" + origin.task();
        if (effect.data().get("aliases") instanceof List<?> aliases) {
            aliases.forEach(alias -> changes.moveAlias(name, (String) alias, version.number(), who, at));
        }
        return Map.of("version", version.reference(), "number", version.number());
    }

    private static ModelVersion version(String name, int number, Map<String, Object> data, Origin origin, Instant at) {
        Artifact model = (Artifact) Objects.requireNonNull(data.get("model"), "model");
        Artifact report = (Artifact) data.get("report");
        Map<String, Object> facts = new LinkedHashMap<>(model.properties());
        Object trainedOn = facts.remove(DATA);
        Map<String, String> tags = new TreeMap<>();
        map(data.get("tags")).forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        return new ModelVersion(
                name,
                number,
                model,
                report,
                metrics(report),
                origin.run(),
                origin.task(),
                origin.workflow(),
                new Digest((String) Objects.requireNonNull(data.get("workflowDigest"), "workflowDigest")),
                (String) data.get("codeVersion"),
                trainedOn instanceof String hex ? new Digest(hex) : null,
                facts,
                tags,
                at);
    }

    /** The numbers in the report's property {@code metrics}. */
    private static Map<String, Double> metrics(@Nullable Artifact report) {
        Map<String, Double> metrics = new TreeMap<>();
        if (report != null) {
            map(report.property("metrics")).forEach((key, value) -> {
                if (value instanceof Number number) {
                    metrics.put(String.valueOf(key), number.doubleValue());
                }
            });
        }
        return metrics;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
