package dev.anneal.engine.adapter.sqlite;

/** Turns "begins with" into a range that an index serves. */
final class Prefix {

    private Prefix() {}

    /**
     * The least value above all text that begins with {@code prefix}: its last character raised by one. Where none can
     * be raised an empty blob, which SQLite sorts after every text.
     */
    static Object end(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                return prefix.substring(0, end) + Character.toString(next(last));
            }
        }
        return new byte[0];
    }

    /** Surrogates stand for nothing by themselves: they are stepped over. */
    private static int next(int codePoint) {
        int next = codePoint + 1;
        return next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
    }
}
