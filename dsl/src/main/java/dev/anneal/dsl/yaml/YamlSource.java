package dev.anneal.dsl.yaml;

import dev.anneal.engine.problem.Place;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The text of a YAML file, and where the characters of its scalars stand in it. Marks count code points, as we do. */
final class YamlSource {

    private final Place file;
    private final int[] points;
    /** Where lines begin. */
    private final int[] lines;

    private @Nullable ScalarNode mapped;
    private int[] map = {};

    YamlSource(Place file, String text) {
        this.file = file;
        this.points = text.codePoints().toArray();
        this.lines = lines(points);
    }

    private static int[] lines(int[] points) {
        IntStream.Builder starts = IntStream.builder().add(0);
        for (int at = 0; at < points.length; at++) {
            if (points[at] == '\n') {
                starts.add(at + 1);
            }
        }
        return starts.build().toArray();
    }

    Place file() {
        return file;
    }

    Place place(Mark mark) {
        return new Place(file.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A line without its end; empty where there is none. */
    String line(int zeroBased) {
        if (zeroBased >= lines.length) {
            return "";
        }
        int at = lines[zeroBased];
        int end = at;
        while (end < points.length && points[end] != '\n' && points[end] != '\r') {
            end++;
        }
        return new String(points, at, end - at);
    }

    /**
     * The place of a scalar's character, found by reading source and value side by side: quotes, escapes, folded lines
     * and the indentation of blocks are in the source alone. Where the two cannot be matched, the scalar's begin.
     *
     * @param offset in the scalar's value, which may be its length
     */
    Place place(ScalarNode scalar, int offset) {
        int found = index(scalar, offset);
        if (found < 0) {
            return place(scalar.getStartMark());
        }
        int line = Arrays.binarySearch(lines, found);
        line = line < 0 ? -line - 2 : line;
        return new Place(file.file(), line + 1, found - lines[line] + 1);
    }

    /** Whether an unquoted value ends where it does only because a comma has a meaning between brackets or braces. */
    boolean endsAtComma(ScalarNode scalar) {
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return false;
        }
        int end = index(scalar, scalar.getValue().length());
        int next = end < 0 ? points.length : skipSpace(end);
        return next < points.length && points[next] == ',';
    }

    @SuppressWarnings("ReferenceEquality") // the same node, not one that looks the same
    private int index(ScalarNode scalar, int offset) {
        if (scalar != mapped) {
            map = map(scalar);
            mapped = scalar;
        }
        return map[offset];
    }

    /** The source index of each of the value's offsets; -1 where the two do not match. */
    private int[] map(ScalarNode scalar) {
        int[] indexes = new int[scalar.getValue().length() + 1];
        Arrays.fill(indexes, -1);
        int from = scalar.getStartMark().getIndex();
        switch (scalar.getScalarStyle()) {
            case PLAIN -> flow(scalar.getValue(), from, '\0', indexes);
            case SINGLE_QUOTED -> flow(scalar.getValue(), from + 1, '\'', indexes);
            case DOUBLE_QUOTED -> flow(scalar.getValue(), from + 1, '"', indexes);
            default -> block(scalar, from, indexes);
        }
        return indexes;
    }

    /** In a plain or quoted scalar. */
    private void flow(String value, int from, char quote, int[] indexes) {
        int at = from;
        int i = 0;
        while (i < value.length() && at < points.length) {
            indexes[i] = at;
            int point = value.codePointAt(i);
            if (lineFollows(at)) {
                int next = skipSpace(at);
                if (next == at) {
                    return;
                }
                at = next;
                while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\n')) {
                    // Up to the first one the line goes on; behind that stands what begins the next.
                    indexes[++i] = at;
                }
                continue;
            }
            if (quote == '"' && points[at] == '\\') {
                at = escape(at + 1);
            } else if (points[at] == point) {
                at += quote == '\'' && point == '\'' ? 2 : 1;
            } else {
                return;
            }
            i += Character.charCount(point);
        }
        if (i == value.length()) {
            indexes[i] = at;
        }
    }

    /** The index after an escape whose character is at {@code at}. */
    private int escape(int at) {
        return at
                + switch (at < points.length ? points[at] : 0) {
                    case 'x' -> 3;
                    case 'u' -> 5;
                    case 'U' -> 9;
                    default -> 1;
                };
    }

    /** Whether only space stands between here and the end of the line. */
    private boolean lineFollows(int from) {
        int at = from;
        while (at < points.length && (points[at] == ' ' || points[at] == '\t' || points[at] == '\r')) {
            at++;
        }
        return at < points.length && points[at] == '\n';
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < points.length && Character.isWhitespace(points[at])) {
            at++;
        }
        return at;
    }

    /** As {@link #flow}, in a block: after its header, each line less the indentation of the first one with text. */
    private void block(ScalarNode scalar, int from, int[] indexes) {
        String value = scalar.getValue();
        int at = afterLine(from);
        int first = skipSpace(at);
        int indent = 0;
        for (int i = first - 1; i >= 0 && points[i] == ' '; i--) {
            indent++;
        }
        boolean folded = scalar.getScalarStyle() == ScalarStyle.FOLDED;
        at = skipIndent(at, indent);
        int i = 0;
        while (i < value.length()) {
            indexes[i] = at;
            int point = value.codePointAt(i);
            boolean match =
                    at < points.length && (points[at] == point || (folded && points[at] == '\n' && point == ' '));
            if (!match) {
                return;
            }
            at = points[at] == '\n' ? skipIndent(at + 1, indent) : at + 1;
            i += Character.charCount(point);
        }
        indexes[i] = at;
    }

    private int afterLine(int from) {
        int at = from;
        while (at < points.length && points[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, points.length);
    }

    private int skipIndent(int from, int indent) {
        int at = from;
        while (at < points.length && at - from < indent && points[at] == ' ') {
            at++;
        }
        return at;
    }
}
