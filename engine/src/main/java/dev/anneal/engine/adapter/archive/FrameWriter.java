package dev.anneal.engine.adapter.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.anneal.engine.adapter.archive.SeekTable.Frame;
import dev.anneal.engine.artifact.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is written into frames, compresses them on every core and writes them in order. Holds a frame a core and
 * two more, whatever the size of the whole; compresses by itself what fits one frame.
 */
final class FrameWriter extends OutputStream {

    static final int FRAME = 4 << 20;
    private static final int LEVEL = 3;
    private static final int FIRST_BUFFER = 1 << 16;

    /** Compressed bytes, and how many they were before. */
    private record Compressed(ByteBuffer bytes, int size) {}

    private final FileChannel file;
    private final int cores;
    private final MessageDigest digest = Digest.sha256();
    private final List<Frame> frames = new ArrayList<>();
    private final Deque<Future<Compressed>> underWay = new ArrayDeque<>();
    private @Nullable ExecutorService workers;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private long cut;
    private long offset;
    private boolean cutting = true;

    FrameWriter(FileChannel file, int cores) {
        this.file = file;
        this.cores = cores;
    }

    /** How many bytes were written into this stream. */
    long position() {
        return cut + filled;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = cutting ? Math.min(length - done, FRAME - filled) : length - done;
            makeRoom(count);
            System.arraycopy(bytes, from + done, buffer, filled, count);
            filled += count;
            done += count;
            if (cutting && filled == FRAME) {
                submit();
            }
        }
    }

    /** Begins a frame that takes all that follows: the archive's index, which readers find as the last frame. */
    void beginLastFrame() throws IOException {
        if (filled > 0) {
            submit();
        }
        cutting = false;
    }

    /** Writes the last frame and the seek table; the digest is that of the whole file. */
    Digest finish() throws IOException {
        if (workers == null) {
            write(compress(buffer, filled));
        } else {
            submit();
        }
        while (!underWay.isEmpty()) {
            write(oldest());
        }
        put(ByteBuffer.wrap(new SeekTable(frames).bytes()));
        return Digest.of(digest);
    }

    /** Stops what is under way. */
    @Override
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }

    private void makeRoom(int count) {
        int needed = Math.addExact(filled, count);
        if (needed > buffer.length) {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, buffer.length * 2L);
            buffer = Arrays.copyOf(buffer, Math.max(needed, cutting ? Math.min(doubled, FRAME) : doubled));
        }
    }

    private void submit() throws IOException {
        cut += filled;
        if (workers == null && filled < FRAME) {
            write(compress(buffer, filled)); // an archive this small is not worth a thread
            filled = 0;
            return;
        }
        while (underWay.size() > cores) {
            write(oldest());
        }
        byte[] full = buffer;
        int size = filled;
        underWay.add(workers().submit(() -> compress(full, size)));
        buffer = new byte[FRAME];
        filled = 0;
    }

    private ExecutorService workers() {
        if (workers == null) {
            workers = Executors.newFixedThreadPool(cores, task -> {
                Thread thread = new Thread(task, "archive");
                thread.setDaemon(true);
                return thread;
            });
        }
        return workers;
    }

    private Compressed oldest() throws IOException {
        try {
            return underWay.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the archive was written");
        } catch (ExecutionException e) {
            throw new IOException("compression failed: " + e.getCause(), e.getCause());
        }
    }

    private static Compressed compress(byte[] bytes, int size) {
        byte[] out = new byte[(int) Zstd.compressBound(size)];
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(LEVEL).setChecksum(true).setContentSize(true);
            int length = context.compressByteArray(out, 0, out.length, bytes, 0, size);
            return new Compressed(ByteBuffer.wrap(out, 0, length), size);
        }
    }

    private void write(Compressed frame) throws IOException {
        long start = frames.isEmpty() ? 0 : end(frames.get(frames.size() - 1));
        frames.add(new Frame(offset, frame.bytes().remaining(), start, frame.size()));
        put(frame.bytes());
    }

    private void put(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            offset += file.write(bytes);
        }
    }

    private static long end(Frame frame) {
        return frame.start() + frame.size();
    }
}
