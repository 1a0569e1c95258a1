package dev.anneal.dsl.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes scalars so that {@link CoreSchema} and SnakeYAML read them back: without quotes where that is safe. */
public final class YamlScalars {

    /** Characters that mean something to YAML where a scalar begins; {@code $} is ours. */
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`= ";

    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private YamlScalars() {}

    /** A text: quoted also where it would be a number, true, false or nothing without. */
    public static String text(String text, boolean inFlow) {
        boolean typed = !(CoreSchema.resolve(text) instanceof String);
        return typed || !plain(text, inFlow) ? quoted(text) : text;
    }

    /** An expression that is the value itself, where it does not matter what the scalar's type would be. */
    public static String expression(String text, boolean inFlow) {
        return CoreSchema.resolve(text) == null || !plain(text, inFlow) ? quoted(text) : text;
    }

    /** A key of a map. */
    public static String key(String key) {
        return KEY.matcher(key).matches() ? key : quoted(key);
    }

    /** Whether a text may stand below {@code |}. */
    public static boolean literal(String text) {
        boolean begins = !text.isEmpty() && " \t\n".indexOf(text.charAt(0)) < 0;
        return begins
                && text.strip().contains("\n")
                && !text.endsWith("\n\n")
                && text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0x7F))
                && printable(text);
    }

    private static boolean plain(String text, boolean inFlow) {
        if (text.isEmpty()
                || INDICATORS.indexOf(text.charAt(0)) >= 0
                || text.endsWith(" ")
                || text.endsWith(":")
                || text.contains(": ")
                || text.contains(" #")
                || text.startsWith("...")) {
            return false;
        }
        boolean oneLine = text.chars().noneMatch(c -> c < ' ') && printable(text);
        return oneLine && !(inFlow && text.chars().anyMatch(c -> ",[]{}?".indexOf(c) >= 0));
    }

    private static boolean printable(String text) {
        return text.codePoints().allMatch(YamlScalars::printable);
    }

    /** Not what breaks lines to YAML 1.1 either. */
    private static boolean printable(int point) {
        return StreamReader.isPrintable(point)
                && point != 0x85
                && point != 0x2028
                && point != 0x2029
                && point != 0xFEFF;
    }

    private static String quoted(String text) {
        boolean escapes = text.chars().anyMatch(c -> c < ' ') || !printable(text);
        if (!escapes && (text.contains("\"") || text.contains("\\"))) {
            return "'" + text.replace("'", "''") + "'";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> escaped(point, quoted));
        return quoted.append('"').toString();
    }

    private static void escaped(int point, StringBuilder into) {
        switch (point) {
            case '"' -> into.append("\\\"");
            case '\\' -> into.append("\\\\");
            case '\n' -> into.append("\\n");
            case '\r' -> into.append("\\r");
            case '\t' -> into.append("\\t");
            default -> {
                if (point < ' ' || !printable(point)) {
                    into.append(String.format(point > 0xFFFF ? "\\U%08X" : "\\u%04X", point));
                } else {
                    into.appendCodePoint(point);
                }
            }
        }
    }
}
