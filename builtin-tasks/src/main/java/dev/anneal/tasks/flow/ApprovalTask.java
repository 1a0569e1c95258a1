package dev.anneal.tasks.flow;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.registry.ModelRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code approval}: waits until a person approves or rejects something. The decision is bound to the digest of what was
 * shown, its metrics included; one about anything else does not count. Where nobody decides in time, that is a no.
 */
public final class ApprovalTask implements CodeTask<ApprovalTask.Settings> {

    /** The signal that a decision comes as. */
    public static final String SIGNAL = "approval";

    /** What it is told. */
    record Settings(
            @Help("What is to be approved: a model version, an artifact, any value")
            Object of,

            @Help("Asks a person only where this holds; else what is given is approved as it is") @Nullable
            Expression requiredIf,

            @Help("How long a decision may take; then it is a no") @Default("7d")
            Duration expires,

            @Help("Numbers that the decision is bound to besides those known of a model version, by name")
            @Default("{}")
            Map<String, Object> metrics,

            @Help("What a person should know, in a sentence or two") @Default("")
            String note) {

        Settings {
            metrics = Values.copyOf(metrics);
        }
    }

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "approval",
                1,
                WorldEffect.READS_WORLD,
                Settings.class,
                "Waits until a person approves, and holds nothing meanwhile",
                new OutputSpec("approved", ValueType.ANY, "what was approved"),
                new OutputSpec("by", ValueType.TEXT, "who approved; empty where nobody had to"),
                new OutputSpec("why", ValueType.TEXT, "what they said"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) {
        Expression required = settings.requiredIf();
        if (required != null && !new Evaluator(context.scope()).test(required)) {
            return approved(settings, "", "not required");
        }
        Map<String, Object> metrics = new LinkedHashMap<>(settings.metrics());
        if (settings.of() instanceof String reference) {
            metrics.putAll(known(reference, context.records()));
        }
        Digest digest = Json.digest(Map.of("of", settings.of(), "metrics", metrics));
        Instant now = context.clock().instant();
        Map<String, Object> before = context.resumed();
        Instant until = before.get("until") instanceof String text ? Instant.parse(text) : now.plus(settings.expires());
        if (before.get("signal") instanceof Map<?, ?> decision && digest.hex().equals(decision.get("digest"))) {
            return decided(settings, decision);
        } else if (!now.isBefore(until)) {
            return new TaskOutcome.Rejected(
                    "nobody decided by " + until.truncatedTo(ChronoUnit.SECONDS), Map.of(), Map.of(), List.of());
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("of", settings.of());
        state.put("metrics", metrics);
        state.put("digest", digest.hex());
        state.put("note", settings.note());
        state.put("asked", before.getOrDefault("asked", now.toString()));
        state.put("until", until.toString());
        state.put("reason", "waits for approval until " + until.truncatedTo(ChronoUnit.SECONDS));
        return new TaskOutcome.Suspended(until, SIGNAL, state);
    }

    private static TaskOutcome decided(Settings settings, Map<?, ?> decision) {
        String by = Objects.toString(decision.get("by"), "");
        String why = Objects.toString(decision.get("why"), "");
        if ("approved".equals(decision.get("decision"))) {
            return approved(settings, by, why);
        }
        String reason = "rejected by " + by + (why.isEmpty() ? "" : ": " + why);
        return new TaskOutcome.Rejected(reason, Map.of("by", by, "why", why), Map.of(), List.of());
    }

    private static TaskOutcome approved(Settings settings, String by, String why) {
        return new TaskOutcome.Succeeded(Map.of("approved", settings.of(), "by", by, "why", why));
    }

    /** What the registry holds of a model version; nothing where the text names none. */
    private static Map<String, Object> known(String reference, RecordsView records) {
        int at = reference.indexOf('@');
        if (at <= 0) {
            return Map.of();
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        ModelRegistry registry = new ModelRegistry(records);
        String version = reference.substring(at + 1);
        if (version.matches("\\d{1,9}")) {
            registry.versions(reference.substring(0, at)).stream()
                    .filter(known -> known.reference().equals(reference))
                    .forEach(known -> known.metrics().forEach(metrics::put));
        }
        return Values.copyOf(metrics);
    }
}
