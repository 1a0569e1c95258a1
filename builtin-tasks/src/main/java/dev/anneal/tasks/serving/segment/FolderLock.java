package dev.anneal.tasks.serving.segment;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a folder: one thread of one process has it. Between processes it is the operating system's lock on
 * the folder's {@code lock} file, released by the system when a process dies.
 */
public final class FolderLock {

    private static final long WAIT_NANOS = 200_000;

    private FolderLock() {}

    /**
     * Waits for the lock, does the work and releases it. The folder is created. Locks are held for milliseconds, so the
     * wait is not interruptible.
     *
     * <p>POSIX drops all of a process's locks on a file as soon as the process closes any descriptor of it. So only one
     * thread of this process may have the file open at a time: they queue for the one object that the whole JVM has for
     * the folder's name, its interned text.
     */
    public static <R> R holding(Path folder, Supplier<R> work) {
        try {
            Files.createDirectories(folder);
            String monitor = ("anneal lock on " + folder.toRealPath()).intern();
            synchronized (monitor) {
                try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("lock").toFile(), "rw")) {
                    @Nullable FileLock lock = file.getChannel().tryLock();
                    while (lock == null) {
                        LockSupport.parkNanos(WAIT_NANOS);
                        lock = file.getChannel().tryLock();
                    }
                    return work.get();
                }
            }
        } catch (IOException e) {
            throw AnnealException.environment("lock", "cannot lock " + folder + ": " + e.getMessage(), e);
        }
    }
}
