package dev.anneal.engine.adapter.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.anneal.engine.adapter.archive.SeekTable.Frame;
import dev.anneal.engine.problem.AnnealException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An archive that is being read: its seek table is in memory, its frames are decompressed as they are asked for, and the
 * last one is kept, since small entries share it. For one thread.
 */
final class ArchiveFile implements AutoCloseable {

    /** No frame that Anneal writes is as large; a file that says otherwise is not let take the memory. */
    private static final long LARGEST_FRAME = 256L << 20;

    private final Path path;
    private final FileChannel channel;
    private final SeekTable table;
    private int loaded = -1;
    private byte[] current = new byte[0];

    private ArchiveFile(Path path, FileChannel channel, SeekTable table) {
        this.path = path;
        this.channel = channel;
        this.table = table;
    }

    /** @throws AnnealException not-found or environment, where there is none or it is not whole */
    static ArchiveFile open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new ArchiveFile(path, channel, SeekTable.read(channel));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw AnnealException.notFound("no-archive", "there is no archive " + path);
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    static AnnealException damaged(Path path, Exception e) {
        return AnnealException.environment(
                "archive-damaged", "cannot read the archive " + path + ": " + e.getMessage(), e);
    }

    /** The index: what the first entry in the last frame holds. */
    ArchiveIndex index() {
        try {
            if (table.frames().isEmpty()) {
                throw new IOException("it holds nothing");
            }
            byte[] last = load(table.frames().size() - 1);
            TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(last), "UTF-8");
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null || !entry.getName().equals(ArchiveIndex.NAME)) {
                throw new IOException("its last entry is not " + ArchiveIndex.NAME + ": Anneal did not write it");
            }
            return ArchiveIndex.read(tar.readAllBytes());
        } catch (IOException | IllegalArgumentException | AnnealException e) {
            throw damaged(path, e);
        }
    }

    /** {@code size} bytes from {@code position} of the decompressed tar on. Closing the stream leaves the archive open. */
    InputStream bytes(long position, long size) {
        return new Bytes(position, size);
    }

    /** The whole tar, decompressed. */
    InputStream tar() {
        return bytes(0, length());
    }

    long length() {
        if (table.frames().isEmpty()) {
            return 0;
        }
        Frame last = table.frames().get(table.frames().size() - 1);
        return last.start() + last.size();
    }

    FileChannel channel() {
        return channel;
    }

    private byte[] load(int number) throws IOException {
        if (number != loaded) {
            loaded = -1;
            current = frame(number);
            loaded = number;
        }
        return current;
    }

    private byte[] frame(int number) throws IOException {
        Frame frame = table.frames().get(number);
        if (frame.size() > LARGEST_FRAME || frame.compressed() > LARGEST_FRAME) {
            throw new IOException("its frame " + number + " is said to hold " + frame.size() + " bytes");
        }
        byte[] compressed = SeekTable.read(channel, frame.offset(), (int) frame.compressed())
                .array();
        byte[] bytes = new byte[(int) frame.size()];
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int length = context.decompress(bytes, compressed);
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        } catch (ZstdException e) {
            throw new IOException("its frame " + number + " is damaged (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    /** A stretch of the decompressed bytes; what is skipped is not decompressed. */
    private final class Bytes extends InputStream {

        private long position;
        private final long end;

        private Bytes(long position, long size) {
            this.position = position;
            this.end = position + size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= end) {
                return -1;
            }
            if (position >= length()) {
                throw new IOException("it ends before byte " + position + " of its tar");
            }
            int number = table.frameAt(position);
            byte[] frame = load(number);
            int start = (int) (position - table.frames().get(number).start());
            int count = (int) Math.min(Math.min(length, end - position), frame.length - start);
            if (count <= 0) {
                throw new IOException("its frame " + number + " is shorter than its seek table says");
            }
            System.arraycopy(frame, start, into, from, count);
            position += count;
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, end - position));
            position += skipped;
            return skipped;
        }
    }
}
