package dev.anneal.tasks.serving.segment;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's lock on a folder's {@code lock} file: held by one thread of one process, and released by the
 * system when that process dies. It is held for milliseconds, so waiting for it is not interruptible.
 */
public final class FolderLock implements AutoCloseable {

    private static final long WAIT_NANOS = 200_000;

    private final RandomAccessFile file;

    private FolderLock(RandomAccessFile file) {
        this.file = file;
    }

    /** Waits for the lock; the folder is created. */
    public static FolderLock of(Path folder) {
        try {
            Files.createDirectories(folder);
            RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
            while (tryLock(file) == null) {
                LockSupport.parkNanos(WAIT_NANOS);
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw AnnealException.environment("lock", "cannot lock " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Null while another process, or another thread of this one, holds it. */
    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException heldByAnotherThread) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw AnnealException.environment("lock", "cannot release a lock: " + e.getMessage(), e);
        }
    }
}
