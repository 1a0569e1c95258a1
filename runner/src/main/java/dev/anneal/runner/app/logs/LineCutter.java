package dev.anneal.runner.app.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Passes logs on line by line. It holds one buffer, however long the log or a line of it is. For one thread. */
final class LineCutter {

    private static final int BUFFER = 64 * 1024;

    private final byte[] buffer = new byte[BUFFER];
    private final LogSink sink;
    private boolean unread;

    LineCutter(LogSink sink) {
        this.sink = sink;
    }

    /** Whether nobody reads any more. */
    boolean unread() {
        return unread;
    }

    /**
     * Passes on the lines of a stream up to its end, or until nobody reads them.
     *
     * @param last whether what follows the last line break is passed on too; else more of that line may come
     * @return how many bytes were passed on
     */
    long pass(String task, InputStream in, boolean last) throws IOException {
        long passed = 0;
        int held = 0;
        while (!unread) {
            int read = in.readNBytes(buffer, held, buffer.length - held);
            int length = held + read;
            boolean end = length < buffer.length;
            int done = cut(task, length, end && last);
            passed += done;
            held = length - done;
            System.arraycopy(buffer, done, buffer, 0, held);
            if (end) {
                return passed;
            }
            unread = !sink.flush();
        }
        return passed;
    }

    /** @param all whether the rest is passed on even where no line ends with it */
    private int cut(String task, int length, boolean all) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (buffer[at] == '\n') {
                int to = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
                sink.text(task, text(from, to), true);
                from = at + 1;
            }
        }
        if (all && from < length) {
            sink.text(task, text(from, length), true);
            return length;
        } else if (from == 0 && length == buffer.length) {
            int whole = wholeCharacters(length);
            sink.text(task, text(0, whole), false);
            return whole;
        }
        return from;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** How many of the bytes are whole characters: the last one may be cut in two. */
    private int wholeCharacters(int length) {
        int lead = length - 1;
        while (lead > length - 4 && (buffer[lead] & 0xC0) == 0x80) {
            lead--;
        }
        return (buffer[lead] & 0xC0) == 0xC0 ? lead : length;
    }
}
