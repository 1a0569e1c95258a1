package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import org.jspecify.annotations.Nullable;

/** What the words of a block take, so far as it is known: which of them are conditions. */
sealed interface Expected {

    /** The words of a task: the engine's, and its type's settings where the type is known. */
    record OfTask(@Nullable SettingsSchema schema) implements Expected {}

    /** The keys of a setting. */
    record Inside(@Nullable SettingType type) implements Expected {}

    /** Nothing is known, and nothing is a condition. */
    static Expected nothing() {
        return new Inside(null);
    }

    /** Whether this is none of the words, where all of them are known. */
    default boolean unknown(String word) {
        if (this instanceof OfTask) {
            return of(word) == null && !TaskWords.has(word, null);
        }
        return ((Inside) this).type() instanceof SettingType.Nested nested
                && nested.schema().setting(word).isEmpty();
    }

    /** What a word takes; null where that is unknown. */
    default @Nullable SettingType of(String word) {
        if (this instanceof OfTask task) {
            return TaskWords.has(word, task.schema()) ? TaskWords.type(word) : setting(task.schema(), word);
        }
        SettingType type = ((Inside) this).type();
        if (type instanceof SettingType.Nested nested) {
            return setting(nested.schema(), word);
        }
        return type instanceof SettingType.MapOf map ? map.element() : null;
    }

    private static @Nullable SettingType setting(@Nullable SettingsSchema schema, String word) {
        return schema == null ? null : schema.setting(word).map(Setting::type).orElse(null);
    }
}
