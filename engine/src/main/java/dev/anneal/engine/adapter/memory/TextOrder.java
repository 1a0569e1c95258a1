package dev.anneal.engine.adapter.memory;

import java.util.Comparator;

/** Text by the bytes of its UTF-8, which is the order of the store's keys. */
enum TextOrder implements Comparator<String> {
    BY_BYTES;

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Halves of surrogate pairs stand for characters beyond all that are a single char.
                boolean pair = Character.isSurrogate(a);
                return pair == Character.isSurrogate(b) ? Character.compare(a, b) : pair ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
