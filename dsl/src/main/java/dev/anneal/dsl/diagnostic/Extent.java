package dev.anneal.dsl.diagnostic;

/** How much of a line is meant by a place in it: a quoted text, a word or a reference, else one character. */
final class Extent {

    private Extent() {}

    /**
     * The index behind what begins at {@code start}, at least {@code start + 1} and at most the line's length where that
     * is more than {@code start}.
     *
     * @param start index of a UTF-16 unit in the line
     */
    static int end(String line, int start) {
        if (start >= line.length()) {
            return start + 1;
        }
        char first = line.charAt(start);
        if (first == '\'' || first == '"') {
            int close = line.indexOf(first, start + 1);
            return close < 0 ? start + 1 : close + 1;
        } else if (first == '$' && line.startsWith("${", start)) {
            int close = line.indexOf('}', start);
            return close < 0 ? start + 2 : close + 1;
        }
        int end = start + (first == '$' ? 1 : 0);
        while (end < line.length() && inWord(line, end)) {
            end++;
        }
        return end > start ? end : start + Character.charCount(line.codePointAt(start));
    }

    /** A '.' or '-' belongs to a word where it goes on after it. */
    private static boolean inWord(String line, int index) {
        char c = line.charAt(index);
        if (Character.isLetterOrDigit(c) || c == '_') {
            return true;
        }
        return (c == '.' || c == '-')
                && index + 1 < line.length()
                && Character.isLetterOrDigit(line.charAt(index + 1))
                && index > 0
                && Character.isLetterOrDigit(line.charAt(index - 1));
    }
}
