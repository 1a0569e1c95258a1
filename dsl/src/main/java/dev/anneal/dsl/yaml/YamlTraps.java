package dev.anneal.dsl.yaml;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Says what is wrong with a file that is no YAML, so that a person can repair it: what YAML breaks on is mostly a value
 * that should have been quoted.
 */
final class YamlTraps {

    private static final String CODE = "yaml-syntax";

    /** {@code key: value} where the value begins with a character that means something to YAML. */
    private static final Pattern UNQUOTED =
            Pattern.compile("(?:^|[{,]|- )\\s*([A-Za-z_][\\w-]*)\\s*:\\s+([\\[{!&*%@`'\"|>].*)$");

    private static final Pattern PLAIN = Pattern.compile("(?:^|[{,]|- )\\s*([A-Za-z_][\\w-]*)\\s*:\\s+([^\\s'\"].*)$");

    private final YamlSource source;

    YamlTraps(YamlSource source) {
        this.source = source;
    }

    Problem explain(String text, ReaderException unreadable) {
        int index = Math.min(Math.max(unreadable.getPosition(), 0), text.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Problem(
                new Place(source.file().file(), line, index - start + 1),
                CODE,
                String.format("the character U+%04X may not stand in YAML; remove it", unreadable.getCodePoint()));
    }

    /** A node has a tag: mostly a condition that begins with {@code !} and should have been quoted. */
    Problem tag(Node node) {
        Mark mark = node.getStartMark();
        String line = source.line(mark.getLine());
        Matcher matcher = UNQUOTED.matcher(line);
        // Values may be inside of one another, so the search goes on right after a key.
        for (int from = 0; matcher.region(from, line.length()).find(); from = matcher.start(2)) {
            int start = matcher.start(2);
            if (start == mark.getColumn() && line.charAt(start) == '!') {
                return unquoted(mark.getLine(), start, matcher.group(1), upToFlowEnd(line, start));
            }
        }
        return problem(mark, "tags such as '" + node.getTag().getValue() + "' are not allowed; remove it");
    }

    Problem explain(MarkedYAMLException malformed) {
        Mark mark = malformed.getProblemMark() != null ? malformed.getProblemMark() : malformed.getContextMark();
        if (mark == null) {
            return new Problem(source.file(), CODE, "this is no YAML: " + malformed.getProblem());
        }
        String found = Objects.requireNonNullElse(malformed.getProblem(), "");
        String line = source.line(mark.getLine());
        String before = line.substring(0, Math.min(line.length(), mark.getColumn()));
        if (found.contains("TAB") || found.contains("'\\t'") || (before.isBlank() && before.contains("\t"))) {
            return problem(mark, "a tab may not indent or separate in YAML; write spaces");
        }
        Problem unquoted = unquoted(malformed, mark);
        return unquoted != null ? unquoted : problem(mark, words(found, malformed, line));
    }

    /** The value to quote on the line of the problem, or on the line where what surrounds it began. */
    private @Nullable Problem unquoted(MarkedYAMLException malformed, Mark mark) {
        Problem here = unquoted(malformed, mark.getLine(), mark.getColumn());
        Mark context = malformed.getContextMark();
        if (here == null && context != null && context.getLine() < mark.getLine()) {
            return unquoted(malformed, context.getLine(), Integer.MAX_VALUE);
        }
        return here;
    }

    private @Nullable Problem unquoted(MarkedYAMLException malformed, int lineNumber, int column) {
        String line = source.line(lineNumber);
        Matcher matcher = UNQUOTED.matcher(line);
        boolean flow = false;
        for (int from = 0; matcher.region(from, line.length()).find(); from = matcher.start(2)) {
            int start = matcher.start(2);
            String value = matcher.group(2);
            flow |= value.charAt(0) == '{' || value.charAt(0) == '[';
            boolean goesOn = goesOn(value);
            if (start <= column && goesOn) {
                String wanted = flow && !line.substring(0, start).contains("{") ? value : upToFlowEnd(line, start);
                return unquoted(lineNumber, start, matcher.group(1), wanted);
            }
        }
        return inFlow(malformed, line, lineNumber, column);
    }

    private Problem unquoted(int line, int column, String key, String value) {
        return new Problem(
                new Place(source.file().file(), line + 1, column + 1),
                CODE,
                "an unquoted value may not begin with " + quoted(value.substring(0, 1))
                        + ", which means something else in YAML; quote it: " + key + ": " + inQuotes(value.strip()));
    }

    /** Whether a value that begins with a special character is more than a well-formed flow value or quoted text. */
    private static boolean goesOn(String value) {
        char first = value.charAt(0);
        if (first == '\'' || first == '"') {
            int end = value.indexOf(first, 1);
            String rest = end < 0 ? "" : value.substring(end + 1).strip();
            return end > 0 && !rest.isEmpty() && ",}]#:".indexOf(rest.charAt(0)) < 0;
        }
        if (first == '{' || first == '[') {
            int end = closing(value);
            String rest = end < 0 ? "" : value.substring(end + 1).strip();
            return end > 0 && !rest.isEmpty() && ",}]#".indexOf(rest.charAt(0)) < 0;
        }
        return first != '|' && first != '>';
    }

    /** The index of the bracket that closes the one at the begin; -1 where none does. */
    private static int closing(String value) {
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** {@code {when: a ? b : c}}: inside braces a plain value ends at {@code ?} and {@code : }. */
    private @Nullable Problem inFlow(MarkedYAMLException malformed, String line, int lineNumber, int column) {
        Matcher matcher = PLAIN.matcher(line);
        int from = 0;
        Problem found = null;
        while (matcher.region(from, line.length()).find()) {
            int start = matcher.start(2);
            String value = upToFlowEnd(line, start);
            boolean inBraces = line.substring(0, start).contains("{") && !value.startsWith("{");
            String breaker = inBraces && value.contains("{") ? "{" : inBraces && value.contains("?") ? "?" : ": ";
            if (start <= column && value.contains(breaker) && (inBraces || simpleMapping(malformed))) {
                found = new Problem(
                        new Place(source.file().file(), lineNumber + 1, start + 1),
                        CODE,
                        "an unquoted value may not hold '" + breaker + "' here; quote it: " + matcher.group(1) + ": "
                                + inQuotes(value.strip()));
            }
            from = start;
        }
        return found;
    }

    private static boolean simpleMapping(MarkedYAMLException malformed) {
        return Objects.requireNonNullElse(malformed.getProblem(), "").contains("mapping values");
    }

    /** The value that begins at {@code start}, up to the ',' or '}' that ends it where it stands in braces. */
    private static String upToFlowEnd(String line, int start) {
        boolean flow = line.substring(0, start).contains("{");
        int depth = 0;
        int end = start;
        for (; end < line.length(); end++) {
            char c = line.charAt(end);
            if (flow && depth == 0 && (c == '}' || c == ',')) {
                break;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return line.substring(start, end);
    }

    private static String inQuotes(String value) {
        return value.contains("\"") ? "'" + value.replace("'", "''") + "'" : "\"" + value.replace("\\", "\\\\") + "\"";
    }

    private static String quoted(String text) {
        return text.equals("'") ? "\"'\"" : "'" + text + "'";
    }

    private static String words(String found, MarkedYAMLException malformed, String line) {
        if (found.contains("found undefined alias")) {
            return "'*' begins an alias in YAML, and nothing has that anchor; to mean the text, quote it";
        } else if (found.contains("mapping values are not allowed")) {
            return "a ':' with a space after it may not stand here; indent the line as its neighbours are, or quote the value";
        } else if (found.contains("expected <block end>")) {
            return "this line does not fit to the ones above it; entries of one map begin in the same column";
        } else if (found.contains("could not find expected ':'")) {
            return "expected ': ' after the key '" + shortened(line.strip()) + "'";
        } else if (found.contains("unexpected end of stream") || found.contains("<stream end>")) {
            return "the file ends inside " + inside(malformed) + "; close it";
        } else if (found.contains("cannot start any token")) {
            return "a value may not begin with this character unquoted; quote it";
        }
        return "this is no YAML" + (malformed.getContext() == null ? "" : " (" + malformed.getContext() + ")") + ": "
                + found;
    }

    private static String inside(MarkedYAMLException malformed) {
        String context = Objects.requireNonNullElse(malformed.getContext(), "");
        return context.contains("quoted scalar") ? "a quoted text" : "a '{' or '['";
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private Problem problem(Mark mark, String message) {
        return new Problem(source.place(mark), CODE, message);
    }
}
