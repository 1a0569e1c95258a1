package dev.anneal.tasks.serving.segment;

import dev.anneal.engine.problem.AnnealException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The lines of a tail: a row's fields and the CRC-32 of what stands before it in eight hexadecimal digits, separated by
 * tabs. A line without its newline or with another CRC, at the end, is what a crash left of a write that was never
 * acknowledged: it is not read, and the next append writes over it.
 */
final class TailLines {

    private static final int CRC_DIGITS = 8;

    private TailLines() {}

    static void write(List<String> texts, StringBuilder into) {
        String line = String.join("\t", texts);
        into.append(line)
                .append('\t')
                .append(crc(line.getBytes(StandardCharsets.UTF_8)))
                .append('\n');
    }

    /**
     * Gives each whole line's fields to {@code rows}.
     *
     * @param name of the file, for the message
     * @param offset of the bytes in it
     * @return how many bytes are whole lines
     * @throws AnnealException environment, where a damaged line has whole ones after it: no crash does that
     */
    static int read(byte[] bytes, String name, long offset, Consumer<String[]> rows) {
        int start = 0;
        int good = 0;
        boolean torn = false;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            String[] fields = fields(bytes, start, i);
            if (fields.length == 0) {
                torn = true;
            } else if (torn) {
                throw AnnealException.environment(
                        "damaged-log",
                        name + " is damaged at byte " + (offset + good)
                                + ": the line there does not fit its checksum, and"
                                + " good ones follow. Restore the file, or cut out that line.",
                        null);
            } else {
                rows.accept(fields);
                good = i + 1;
            }
            start = i + 1;
        }
        return good;
    }

    /** Empty where the line is not whole. */
    private static String[] fields(byte[] bytes, int from, int to) {
        int end = to - CRC_DIGITS - 1;
        if (end <= from || bytes[end] != '\t') {
            return new String[0];
        }
        CRC32 crc = new CRC32();
        crc.update(bytes, from, end - from);
        String found = new String(bytes, end + 1, CRC_DIGITS, StandardCharsets.US_ASCII);
        return found.equals(hex(crc))
                ? new String(bytes, from, end - from, StandardCharsets.UTF_8).split("\t", -1)
                : new String[0];
    }

    private static String crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return hex(crc);
    }

    private static String hex(CRC32 crc) {
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(CRC_DIGITS - digits.length()) + digits;
    }
}
