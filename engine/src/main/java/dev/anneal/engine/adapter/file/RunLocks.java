package dev.anneal.engine.adapter.file;

import dev.anneal.engine.adapter.disk.DiskProblems;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.home.Ownership;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which process of this machine owns a run: the one that holds the operating system's lock on the run's byte of the
 * lock file. The lock goes with the process, however that ends, so whoever asks next has it at once and no clock is
 * trusted. Beside it lies a note of who the owner is, for messages.
 *
 * <p>All runs share one lock file, a byte each, rather than a file each: a POSIX process loses its locks on a file when
 * it closes any channel to it, and a lock file that is removed can be locked by two. Thread-safe. Make one for a home
 * and process: closing a second one drops the locks of the first.
 */
public final class RunLocks implements Ownership, AutoCloseable {

    /** Twelve digits to base 36 are less than 2^63: every id has a byte of its own. */
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,12}");

    private final Path folder;
    private final Owner self;
    private @Nullable FileChannel channel;

    /** @param folder made when the first lock is asked for */
    public RunLocks(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.self = Owner.self();
    }

    /** A run that this process owns until it is closed. */
    public final class RunLock implements Ownership.Held {

        private final String run;
        private final FileLock lock;

        private RunLock(String run, FileLock lock) {
            this.run = run;
            this.lock = lock;
        }

        public String run() {
            return run;
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(note(run));
                if (lock.isValid()) {
                    lock.release();
                }
            } catch (IOException e) {
                throw DiskProblems.of("cannot release run " + run, e);
            }
        }
    }

    /** The run's lock, or empty where another process or another part of this one has it. */
    @Override
    public Optional<RunLock> tryAcquire(String run) {
        try {
            FileLock lock = channel().tryLock(position(run), 1, false);
            if (lock == null) {
                return Optional.empty();
            }
            RunLock acquired = new RunLock(run, lock);
            try {
                writeNote(run);
            } catch (IOException e) {
                lock.release();
                throw e;
            }
            return Optional.of(acquired);
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskProblems.of("cannot lock run " + run, e);
        }
    }

    /**
     * Who owns the run, for messages; empty where nobody is known to: no note, or one of a process that is dead. Only
     * {@link #tryAcquire} decides.
     */
    public Optional<Owner> owner(String run) {
        position(run);
        try {
            Map<String, Object> note = Json.readValues(Files.readString(note(run)));
            return Optional.of(Owner.of(note)).filter(owner -> owner.mayLive(self));
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskProblems.of("cannot read who owns run " + run, e);
        }
    }

    @Override
    public Optional<String> holder(String run) {
        return owner(run).map(Owner::toString);
    }

    private void writeNote(String run) throws IOException {
        Path draft = folder.resolve(run + ".draft");
        Files.writeString(draft, Json.write(self));
        Files.move(draft, note(run), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path note(String run) {
        return folder.resolve(run + ".json");
    }

    private static long position(String run) {
        if (!ID.matcher(run).matches()) {
            throw new IllegalArgumentException("not a run's id: " + run);
        }
        return Long.parseLong(run, 36);
    }

    private synchronized FileChannel channel() throws IOException {
        if (channel == null) {
            Files.createDirectories(folder);
            channel =
                    FileChannel.open(folder.resolve("runs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    /** Releases every lock. */
    @Override
    public synchronized void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskProblems.of("cannot close " + folder.resolve("runs.lock"), e);
        }
    }
}
