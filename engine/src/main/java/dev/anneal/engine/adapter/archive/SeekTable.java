package dev.anneal.engine.adapter.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a file's zstd frames begin, before and after decompression, as the skippable frame at the file's end says: the
 * "Zstandard Seekable Format" 0.1.0 (facebook/zstd, contrib/seekable_format), all numbers little-endian.
 *
 * @param frames in the file's order
 */
record SeekTable(List<Frame> frames) {

    private static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    private static final int SEEKABLE_MAGIC = 0x8F92EAB1;
    private static final int HEADER = 8;
    private static final int FOOTER = 9;
    private static final int ENTRY = 8;
    private static final int CHECKSUM = 4;
    private static final int CHECKSUM_FLAG = 0x80;
    private static final int RESERVED_BITS = 0x7c;
    private static final int MOST_FRAMES = 0x8000000;

    /**
     * One frame.
     *
     * @param offset of its first byte in the file
     * @param compressed its size in the file
     * @param start of what it holds, in the decompressed bytes
     * @param size of what it holds
     */
    record Frame(long offset, long compressed, long start, long size) {}

    SeekTable {
        frames = List.copyOf(frames);
    }

    /** The frame of this table's own that follows the frames of compressed bytes. */
    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + frames.size() * ENTRY + FOOTER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SKIPPABLE_MAGIC)
                .putInt(frames.size() * ENTRY + FOOTER);
        frames.forEach(frame -> out.putInt((int) frame.compressed()).putInt((int) frame.size()));
        return out.putInt(frames.size()).put((byte) 0).putInt(SEEKABLE_MAGIC).array();
    }

    /** @throws IOException where the file does not end in a table that fits its size, with a person's reason */
    static SeekTable read(FileChannel file) throws IOException {
        long size = file.size();
        if (size < HEADER + FOOTER) {
            throw new IOException("it is only " + size + " bytes long");
        }
        ByteBuffer footer = read(file, size - FOOTER, FOOTER);
        long count = Integer.toUnsignedLong(footer.getInt());
        int descriptor = footer.get();
        if (footer.getInt() != SEEKABLE_MAGIC) {
            throw new IOException("it does not end in a seek table: it was cut off, or Anneal did not write it");
        }
        if ((descriptor & RESERVED_BITS) != 0 || count > MOST_FRAMES) {
            throw new IOException("its seek table is of a kind that is not known");
        }
        int entry = ENTRY + ((descriptor & CHECKSUM_FLAG) == 0 ? 0 : CHECKSUM);
        long table = HEADER + count * entry + FOOTER;
        if (table > size || table > Integer.MAX_VALUE) {
            throw new IOException("its seek table is longer than the file");
        }
        ByteBuffer bytes = read(file, size - table, (int) table);
        if (bytes.getInt() != SKIPPABLE_MAGIC || Integer.toUnsignedLong(bytes.getInt()) != table - HEADER) {
            throw new IOException("its seek table is damaged");
        }
        SeekTable found = frames(bytes, (int) count, entry);
        long end = found.frames.isEmpty() ? 0 : end(found.frames.get(found.frames.size() - 1));
        if (end != size - table) {
            throw new IOException("its seek table speaks of " + end + " bytes, but there are " + (size - table));
        }
        return found;
    }

    /** The index of the frame that holds the byte at {@code position} of the decompressed bytes. */
    int frameAt(long position) {
        int low = 0;
        int high = frames.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (frames.get(middle).start() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static SeekTable frames(ByteBuffer bytes, int count, int entry) {
        List<Frame> frames = new ArrayList<>(count);
        long offset = 0;
        long start = 0;
        for (int i = 0; i < count; i++) {
            bytes.position(HEADER + i * entry);
            Frame frame = new Frame(
                    offset, Integer.toUnsignedLong(bytes.getInt()), start, Integer.toUnsignedLong(bytes.getInt()));
            frames.add(frame);
            offset += frame.compressed();
            start += frame.size();
        }
        return new SeekTable(frames);
    }

    private static long end(Frame frame) {
        return frame.offset() + frame.compressed();
    }

    static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return bytes.flip();
    }
}
