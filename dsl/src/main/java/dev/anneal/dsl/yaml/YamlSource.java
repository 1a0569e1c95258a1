package dev.anneal.dsl.yaml;

import dev.anneal.engine.problem.Place;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The text of a YAML file, and where the characters of its scalars stand in it. Marks count code points, as we do. */
final class YamlSource {

    private final Place file;
    private final int[] points;

    YamlSource(Place file, String text) {
        this.file = file;
        this.points = text.codePoints().toArray();
    }

    Place file() {
        return file;
    }

    Place place(Mark mark) {
        return new Place(file.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A line without its end; empty where there is none. */
    String line(int zeroBased) {
        int at = 0;
        for (int line = 0; line < zeroBased && at < points.length; at++) {
            line += points[at] == '\n' ? 1 : 0;
        }
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
        Mark start = scalar.getStartMark();
        int from = start.getIndex();
        int found = switch (scalar.getScalarStyle()) {
            case PLAIN -> flow(scalar.getValue(), offset, from, '\0');
            case SINGLE_QUOTED -> flow(scalar.getValue(), offset, from + 1, '\'');
            case DOUBLE_QUOTED -> flow(scalar.getValue(), offset, from + 1, '"');
            default -> block(scalar, offset, from);
        };
        if (found < 0) {
            return place(start);
        }
        int line = start.getLine();
        int column = start.getColumn();
        for (int at = from; at < found; at++) {
            boolean ends = points[at] == '\n';
            line += ends ? 1 : 0;
            column = ends ? 0 : column + 1;
        }
        return new Place(file.file(), line + 1, column + 1);
    }

    /** Whether an unquoted value ends where it does only because a comma has a meaning between brackets or braces. */
    boolean endsAtComma(ScalarNode scalar) {
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return false;
        }
        int end = flow(
                scalar.getValue(),
                scalar.getValue().length(),
                scalar.getStartMark().getIndex(),
                '\0');
        return end >= 0 && end < points.length && points[skipSpaceBefore(end)] == ',';
    }

    private int skipSpaceBefore(int from) {
        return Math.min(skipSpace(from), points.length - 1);
    }

    /** The source index of a value's offset in a plain or quoted scalar; -1 where the two do not match. */
    private int flow(String value, int offset, int from, char quote) {
        int at = from;
        int i = 0;
        while (i < offset) {
            int point = value.codePointAt(i);
            if (at >= points.length) {
                return -1;
            }
            if (lineFollows(at)) {
                at = skipSpace(at);
                while (i < offset && (value.charAt(i) == ' ' || value.charAt(i) == '\n')) {
                    i++;
                }
                continue;
            }
            if (quote == '"' && points[at] == '\\') {
                at = escape(at + 1);
            } else if (points[at] == point) {
                at += quote == '\'' && point == '\'' ? 2 : 1;
            } else {
                return -1;
            }
            i += Character.charCount(point);
        }
        return at;
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
    private int block(ScalarNode scalar, int offset, int from) {
        String value = scalar.getValue();
        int at = afterLine(from);
        int first = skipSpace(at);
        int indent = 0;
        for (int i = first - 1; i >= 0 && points[i] == ' '; i--) {
            indent++;
        }
        boolean folded = scalar.getScalarStyle() == ScalarStyle.FOLDED;
        at = skipIndent(at, indent);
        for (int i = 0; i < offset; i += Character.charCount(value.codePointAt(i))) {
            int point = value.codePointAt(i);
            if (at >= points.length) {
                return -1;
            }
            boolean match = points[at] == point || (folded && points[at] == '\n' && point == ' ');
            if (!match) {
                return -1;
            }
            at = points[at] == '\n' ? skipIndent(at + 1, indent) : at + 1;
        }
        return at;
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
