package dev.anneal.dsl.diagnostic;

import dev.anneal.engine.problem.Place;

/**
 * One line of a file as it is shown below a message, and the marks below what is meant in it. Both are for a terminal's
 * cells of one width: tabs and characters that would move the cursor are replaced, wide characters take two.
 *
 * @param text the line, or the part of it around the place, with … where it was cut
 * @param marks spaces and at least one '^'
 */
public record Excerpt(int line, String text, String marks) {

    private static final int LEAST = 20;

    /**
     * @param line the whole line that the place is in
     * @param place with a line; where its column is unknown, the line's text is marked
     * @param width how many cells the text may take; at least 20 are used
     */
    public static Excerpt of(String line, Place place, int width) {
        int start = place.column() < 1 ? indentation(line) : index(line, place.column());
        int end = place.column() < 1 ? Math.max(start + 1, line.stripTrailing().length()) : Extent.end(line, start);
        Cells all = new Cells(line);
        int room = Math.max(LEAST, width);
        int from = 0;
        int to = line.length();
        if (all.width(0, to) > room) {
            // A third of what is shown stands before the place, as far as that makes sense.
            from = all.back(start, room / 3);
            to = all.forth(from, room - 2);
            if (to == line.length()) {
                from = all.back(to, room - 2);
            }
        }
        String before = from > 0 ? "…" : "";
        String shown = before + all.shown(from, to) + (to < line.length() ? "…" : "");
        int marked = Math.max(1, all.width(start, Math.max(start, Math.min(end, to))));
        String marks = " ".repeat(before.length() + all.width(from, start)) + "^".repeat(marked);
        return new Excerpt(place.line(), shown.stripTrailing(), marks);
    }

    /** Columns count characters, of which some are two UTF-16 units; one behind the line's end is its end. */
    static int index(String line, int column) {
        int characters = line.codePointCount(0, line.length());
        return line.offsetByCodePoints(0, Math.min(column - 1, characters));
    }

    private static int indentation(String line) {
        int index = 0;
        while (index < line.length() && Character.isWhitespace(line.charAt(index))) {
            index++;
        }
        return index;
    }
}
