package dev.anneal.engine.adapter.file;

import dev.anneal.engine.adapter.disk.DiskProblems;
import dev.anneal.engine.adapter.socket.SocketFolder;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** How often, and how long between, a lock of which nobody is known to be the owner is tried again: half a second. */
    private static final int LOOKS = 500;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path folder;
    private final SocketFolder sockets;
    private final Owner self;
    private final Set<RunLock> held = ConcurrentHashMap.newKeySet();
    private @Nullable FileChannel channel;
    private @Nullable OwnerWatch watch;
    private boolean closed;

    /** @param folder made when the first lock is asked for */
    public RunLocks(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.sockets = new SocketFolder(folder, "lines");
        this.self = Owner.self();
    }

    /** A run that this process owns until it is closed. */
    public final class RunLock implements Ownership.Held {

        private final String run;
        private final FileLock lock;
        private final OwnerLine line;

        private RunLock(String run, FileLock lock) {
            this.run = run;
            this.lock = lock;
            this.line = OwnerLine.open(sockets, run);
            held.add(this);
        }

        public String run() {
            return run;
        }

        /** Note and line go first, for the next owner has its own; who waits is told when the lock is free. */
        @Override
        public void close() {
            if (!held.remove(this)) {
                return;
            }
            line.hide();
            try {
                Files.deleteIfExists(note(run));
            } catch (IOException e) {
                throw DiskProblems.of("cannot remove the note on who owns run " + run, e);
            } finally {
                release();
            }
        }

        private void release() {
            try {
                if (lock.isValid()) {
                    lock.release();
                }
            } catch (IOException e) {
                throw DiskProblems.of("cannot release run " + run, e);
            } finally {
                line.close();
            }
        }
    }

    /** The run's lock, or empty where another process or another part of this one has it. */
    @Override
    public synchronized Optional<RunLock> tryAcquire(String run) {
        try {
            Optional<FileLock> lock = lockOrOwner(run);
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            try {
                writeNote(run);
            } catch (IOException e) {
                lock.get().release();
                throw e;
            }
            return Optional.of(new RunLock(run, lock.get()));
        } catch (IOException e) {
            throw DiskProblems.of("cannot lock run " + run, e);
        }
    }

    /** A lock without a note is that of somebody who only looks, or who is about to write or has just removed its note. */
    private Optional<FileLock> lockOrOwner(String run) throws IOException {
        Optional<FileLock> lock = tryLock(run);
        for (int look = 0; lock.isEmpty() && look < LOOKS && owner(run).isEmpty(); look++) {
            LockSupport.parkNanos(PAUSE);
            lock = tryLock(run);
        }
        return lock;
    }

    private synchronized Optional<FileLock> tryLock(String run) throws IOException {
        try {
            return Optional.ofNullable(channel().tryLock(position(run), 1, false));
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Waiting awaitFree(String run, Runnable whenFree) {
        position(run);
        try {
            if (watch == null) {
                watch = OwnerWatch.start(sockets, this::freeIfOpen);
            }
            return watch.await(run, whenFree);
        } catch (IOException e) {
            throw DiskProblems.of("cannot wait for run " + run, e);
        }
    }

    /** By having it for a moment: who wants it then waits for that moment to pass. */
    @Override
    public synchronized boolean isFree(String run) {
        try {
            Optional<FileLock> lock = tryLock(run);
            if (lock.isPresent()) {
                lock.get().release();
            }
            return lock.isPresent();
        } catch (IOException e) {
            throw DiskProblems.of("cannot see whether run " + run + " is free", e);
        }
    }

    private boolean freeIfOpen(String run) {
        try {
            return isFree(run);
        } catch (AnnealException closed) {
            return false;
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
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel == null) {
            Files.createDirectories(folder);
            channel =
                    FileChannel.open(folder.resolve("runs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    /** Releases every lock and gives up every wait. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (watch != null) {
                watch.close();
            }
            List.copyOf(held).forEach(RunLock::close);
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot close " + folder.resolve("runs.lock"), e);
        }
    }
}
