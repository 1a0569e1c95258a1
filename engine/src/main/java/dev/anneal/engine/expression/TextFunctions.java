package dev.anneal.engine.expression;

import dev.anneal.engine.expression.Function.Arguments;
import dev.anneal.engine.expression.Function.Body;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Sizes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions of texts, and those that read a value out of one. */
final class TextFunctions {

    private static final int LONGEST_NUMBER = 1_000;
    private static final int NANOS = 9;

    private TextFunctions() {}

    static List<Function> all() {
        return List.of(
                of(
                        "lower",
                        List.of("text"),
                        Kind.TEXT,
                        "The text in small letters.",
                        arguments -> arguments.text(0).toLowerCase(Locale.ROOT)),
                of(
                        "upper",
                        List.of("text"),
                        Kind.TEXT,
                        "The text in capital letters.",
                        arguments -> arguments.text(0).toUpperCase(Locale.ROOT)),
                of(
                        "trim",
                        List.of("text"),
                        Kind.TEXT,
                        "The text without space around it.",
                        arguments -> arguments.text(0).strip()),
                of(
                        "contains",
                        List.of("text", "part"),
                        Kind.BOOLEAN,
                        "Whether the part is in the text.",
                        arguments -> arguments.text(0).contains(arguments.text(1))),
                of(
                        "startsWith",
                        List.of("text", "part"),
                        Kind.BOOLEAN,
                        "Whether the text begins with the part.",
                        arguments -> arguments.text(0).startsWith(arguments.text(1))),
                of(
                        "endsWith",
                        List.of("text", "part"),
                        Kind.BOOLEAN,
                        "Whether the text ends with the part.",
                        arguments -> arguments.text(0).endsWith(arguments.text(1))),
                of(
                        "replace",
                        List.of("text", "part", "other"),
                        Kind.TEXT,
                        "The text with the other wherever the part was.",
                        TextFunctions::replace),
                of(
                        "split",
                        List.of("text", "separator"),
                        Kind.LIST,
                        "The texts between the separators.",
                        TextFunctions::split),
                any(
                        "text",
                        Kind.TEXT,
                        "Any value as text.",
                        arguments -> Evaluator.text(
                                arguments.call(), arguments.values().get(0))),
                of("number", List.of("text"), Kind.NUMBER, "The number that the text is.", TextFunctions::number),
                of(
                        "seconds",
                        List.of("duration"),
                        Kind.NUMBER,
                        "How many seconds a duration such as '90s' or '2h30m' has.",
                        arguments -> Durations.parse(arguments.text(0))
                                .map(duration -> BigDecimal.valueOf(duration.toNanos(), NANOS))
                                .orElseThrow(() -> arguments.wrong(
                                        "'" + arguments.text(0) + "' is no duration such as '90s' or '2h30m'"))),
                of(
                        "bytes",
                        List.of("size"),
                        Kind.NUMBER,
                        "How many bytes a size such as '512MB' or '2GiB' has.",
                        arguments -> Sizes.parse(arguments.text(0))
                                .map(BigDecimal::valueOf)
                                .orElseThrow(() -> arguments.wrong(
                                        "'" + arguments.text(0) + "' is no size such as '512MB' or '2GiB'"))));
    }

    private static Function of(String name, List<String> names, Kind gives, String does, Body body) {
        List<Kind> takes = names.stream().map(text -> Kind.TEXT).toList();
        return new Function(name, names, takes, names.size(), names.size(), gives, does, body);
    }

    private static Function any(String name, Kind gives, String does, Body body) {
        return new Function(name, List.of("value"), List.of(Kind.ANY), 1, 1, gives, does, body);
    }

    private static String replace(Arguments arguments) {
        String text = arguments.text(0);
        String part = arguments.text(1);
        String other = arguments.text(2);
        if (part.isEmpty()) {
            throw arguments.wrong("the part to replace is empty");
        }
        long found = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            found++;
        }
        if (text.length() + found * (other.length() - (long) part.length()) > Bounds.LONGEST_TEXT) {
            throw Bounds.tooLong(arguments.call());
        }
        return text.replace(part, other);
    }

    private static List<String> split(Arguments arguments) {
        String text = arguments.text(0);
        String separator = arguments.text(1);
        if (separator.isEmpty()) {
            throw arguments.wrong("the separator is empty");
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            if (parts.size() > Bounds.MOST_ITEMS) {
                throw arguments.wrong("a list has at most " + Bounds.MOST_ITEMS + " items");
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static BigDecimal number(Arguments arguments) {
        String text = arguments.text(0).strip();
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return Bounds.number(arguments.call(), new BigDecimal(text));
            }
        } catch (NumberFormatException none) {
            throw arguments.wrong("'" + text + "' is no number");
        }
        throw arguments.wrong("a number has at most " + LONGEST_NUMBER + " characters");
    }
}
