package dev.anneal.tasks.script;

import dev.anneal.engine.codec.Json;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Plain values as arguments and environment variables have them. */
final class Texts {

    private Texts() {}

    /** Texts as they are, numbers without exponent, nothing as the empty text, lists and maps as JSON. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        return Json.write(value);
    }

    /** {@code ANNEAL_INPUT_TRAIN} for {@code ANNEAL_INPUT_} and {@code train}: capitals, and _ for what no variable may hold. */
    static String variable(String prefix, String name) {
        return prefix + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }
}
