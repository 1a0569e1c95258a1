package dev.anneal.dsl.draft;

import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.TaskSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine's words beside a task's settings: whose a word is, and which of them hold expressions taken bare. */
public final class TaskWords {

    /** Words that no task type can have as settings; any other is the type's where the type has it. */
    private static final Set<String> RESERVED = Set.of("type", "after", "when", "runIf", "retry", "timeout");

    private static final Set<String> KNOWN = Set.copyOf(TaskSpec.WORDS);

    private static final SettingType CONDITION = new SettingType.Condition(List.of());
    private static final SettingType REPETITION = new SettingType.Nested(SettingsSchema.of(Repetition.class));

    /** What stands behind {@code repeat}; only which of it is an expression matters here. */
    record Repetition(
            @Nullable Expression until,
            @Nullable Object atMost,
            @Nullable Object delay,
            @Nullable Object atBound) {}

    private TaskWords() {}

    /**
     * Whether a word beside a task's settings is the engine's.
     *
     * @param schema of the task's type; null where the type is unknown
     */
    public static boolean has(String word, @Nullable SettingsSchema schema) {
        return KNOWN.contains(word)
                && (RESERVED.contains(word)
                        || schema == null
                        || schema.setting(word).isEmpty());
    }

    /** What one of the engine's words takes, so far as reading must know; null where it takes plain values. */
    public static @Nullable SettingType type(String word) {
        return switch (word) {
            case "when" -> CONDITION;
            case "repeat" -> REPETITION;
            default -> null;
        };
    }
}
