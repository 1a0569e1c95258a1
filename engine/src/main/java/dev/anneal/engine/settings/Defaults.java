package dev.anneal.engine.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plain values that the texts of {@link Default} stand for. */
final class Defaults {

    private Defaults() {}

    /** The text itself where it is none of the type's: then it does not fit. */
    static Object of(String text, SettingType type) {
        if (type instanceof SettingType.Whole || type instanceof SettingType.Decimal) {
            return number(text);
        } else if (type instanceof SettingType.Flag) {
            return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
        } else if (type instanceof SettingType.ListOf list) {
            return items(text, list.element());
        } else if (type instanceof SettingType.MapOf || type instanceof SettingType.Nested) {
            return Map.of();
        }
        return text;
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }

    /** {@code [a, b]}, or nothing between the brackets; items are words and numbers. */
    private static List<Object> items(String text, SettingType element) {
        String inside = text.strip();
        if (inside.startsWith("[") && inside.endsWith("]")) {
            inside = inside.substring(1, inside.length() - 1).strip();
        }
        List<Object> items = new ArrayList<>();
        for (String item : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
            items.add(of(item.strip(), element));
        }
        return items;
    }
}
