package dev.anneal.dsl.diagnostic;

/** A line of text as a terminal shows it. Indices are those of its UTF-16 units. */
final class Cells {

    private final String line;

    Cells(String line) {
        this.line = line;
    }

    /** How many cells the text between two indices takes. */
    int width(int from, int to) {
        return line.substring(Math.min(from, to), to)
                .codePoints()
                .map(Cells::width)
                .sum();
    }

    /** The least index from which the text up to {@code end} takes at most {@code cells}. */
    int back(int end, int cells) {
        int index = end;
        int left = cells;
        while (index > 0) {
            int character = line.codePointBefore(index);
            left -= width(character);
            if (left < 0) {
                break;
            }
            index -= Character.charCount(character);
        }
        return index;
    }

    /** The greatest index up to which the text from {@code start} takes at most {@code cells}. */
    int forth(int start, int cells) {
        int index = start;
        int left = cells;
        while (index < line.length()) {
            int character = line.codePointAt(index);
            left -= width(character);
            if (left < 0) {
                break;
            }
            index += Character.charCount(character);
        }
        return index;
    }

    /** The text with a space for a tab, and '�' for what a terminal would obey or not show. */
    String shown(int from, int to) {
        StringBuilder shown = new StringBuilder();
        line.substring(from, to)
                .codePoints()
                .forEach(c -> shown.appendCodePoint(c == '\t' ? ' ' : obeyed(c) ? '\uFFFD' : c));
        return shown.toString();
    }

    /** Controls, and formats that turn the direction of what follows. */
    private static boolean obeyed(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return wide(character) ? 2 : 1;
    }

    /** Whether a character is wide or full-width (Unicode Standard Annex 11), by its blocks. */
    private static boolean wide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
