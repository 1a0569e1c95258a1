package dev.anneal.engine.settings;

import org.jspecify.annotations.Nullable;

/**
 * One setting of a task type.
 *
 * @param help one line, empty where none was given
 * @param defaultText as YAML would have it; null where there is none
 * @param required neither a default nor nullable
 */
public record Setting(
        String name,
        SettingType type,
        String help,
        @Nullable String defaultText,
        boolean required) {

    /** What holds where nothing is said, as a plain value; null where there is none. */
    public @Nullable Object defaultValue() {
        return defaultText == null ? null : Defaults.of(defaultText, type);
    }
}
