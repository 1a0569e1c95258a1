package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.ValueType;
import java.util.List;
import java.util.Set;

/** What a setting takes. */
public sealed interface SettingType {

    record Text() implements SettingType {}

    record Whole(double min, double max) implements SettingType {}

    record Decimal(double min, double max) implements SettingType {}

    record Flag() implements SettingType {}

    /** {@code 30m}, as {@link java.time.Duration}. */
    record Time() implements SettingType {}

    /** A path, as {@link java.nio.file.Path}. */
    record FilePath() implements SettingType {}

    /** A path, or an artifact of one of these types, as {@link Source}. */
    record FileOrOutput(Set<ValueType> types) implements SettingType {}

    /** What another task made, as {@link dev.anneal.engine.artifact.Artifact}. */
    record Output(Set<ValueType> types) implements SettingType {}

    /** @param words kebab-case names of the constants, in order */
    record Choice(Class<? extends Enum<?>> type, List<String> words) implements SettingType {}

    record ListOf(SettingType element) implements SettingType {}

    record MapOf(SettingType element) implements SettingType {}

    record Nested(SettingsSchema schema) implements SettingType {}

    /** An expression that the task evaluates itself; {@code names} are known in it besides params, run and tasks. */
    record Condition(List<String> names) implements SettingType {}

    /** Any plain value. */
    record Anything() implements SettingType {}

    /** For messages: {@code a number from 0 to 1}. */
    default String describe() {
        if (this instanceof Text) {
            return "a text";
        } else if (this instanceof Whole whole) {
            return "a whole number" + range(whole.min(), whole.max());
        } else if (this instanceof Decimal decimal) {
            return "a number" + range(decimal.min(), decimal.max());
        } else if (this instanceof Flag) {
            return "true or false";
        } else if (this instanceof Time) {
            return "a duration such as 90s, 30m, 6h or 2d";
        } else if (this instanceof FilePath) {
            return "a path";
        } else if (this instanceof FileOrOutput) {
            return "a path, or another task's output such as $task.rows";
        } else if (this instanceof Output output) {
            return "another task's output of type "
                    + output.types().stream()
                            .map(ValueType::word)
                            .sorted()
                            .reduce((a, b) -> a + " or " + b)
                            .orElse("");
        } else if (this instanceof Choice choice) {
            return "one of " + String.join(", ", choice.words());
        } else if (this instanceof ListOf list) {
            return "a list, each item " + list.element().describe();
        } else if (this instanceof MapOf) {
            return "a map";
        } else if (this instanceof Nested nested) {
            return "a map with " + String.join(", ", nested.schema().names());
        } else if (this instanceof Condition) {
            return "an expression";
        }
        return "any value";
    }

    private static String range(double min, double max) {
        if (Double.isInfinite(min) && Double.isInfinite(max)) {
            return "";
        } else if (Double.isInfinite(max)) {
            return " of at least " + brief(min);
        } else if (Double.isInfinite(min)) {
            return " of at most " + brief(max);
        }
        return " from " + brief(min) + " to " + brief(max);
    }

    private static String brief(double value) {
        return new java.math.BigDecimal(String.valueOf(value))
                .stripTrailingZeros()
                .toPlainString();
    }
}
