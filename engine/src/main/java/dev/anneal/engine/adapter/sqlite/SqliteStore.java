package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.adapter.disk.LocalDisk;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in one SQLite file. Readers see the last committed state and wait for nobody; writers, of this and of other
 * processes, wait for each other. In WAL mode a commit with {@code synchronous=NORMAL} survives the death of the
 * process, one with {@code FULL} that of the machine, and with it every commit before.
 */
public final class SqliteStore implements Store {

    private static final int IDLE_READERS = 4;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final Duration patience;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedDeque<Session> idleReaders = new ConcurrentLinkedDeque<>();
    private @Nullable Session writer;
    private @Nullable Durability writerDurability;
    private long writers;
    private volatile long changes;
    private volatile boolean closed;

    private SqliteStore(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /**
     * Opens the store in {@code file}, which is created (its folder too) or migrated where need be.
     *
     * @throws dev.anneal.engine.problem.AnnealException environment, where the file cannot be used: on a network file
     *     system, not writable, not SQLite, of another program or of a later Anneal
     */
    public static SqliteStore open(Path file) {
        return open(file, PATIENCE);
    }

    /** @param patience how long a writer waits for the others */
    public static SqliteStore open(Path file, Duration patience) {
        long began = System.nanoTime();
        while (true) {
            SqliteStore store = new SqliteStore(file.toAbsolutePath(), patience);
            try {
                store.prepare();
                return store;
            } catch (RuntimeException e) {
                store.close();
                if (!store.mayPass(e, began)) {
                    throw e;
                }
            }
        }
    }

    /** While another process makes the file, or is the last to close it, SQLite can refuse without waiting. */
    private boolean mayPass(RuntimeException refusal, long began) {
        boolean locked = refusal instanceof AnnealException known && known.id().equals("store-locked");
        if (!locked || System.nanoTime() - began > patience.toNanos()) {
            return false;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }

    private void prepare() {
        LocalDisk.require(file);
        if (Files.exists(file)) {
            Session reader = Session.reader(file, patience);
            idleReaders.push(reader);
            if (Schema.current(reader)) {
                return;
            }
        }
        Schema.bringUpToDate(writer());
    }

    @Override
    public <T> T read(Function<Tables, T> work) {
        long began = System.nanoTime();
        while (true) {
            try {
                return readNow(work);
            } catch (AnnealException e) {
                if (!mayPass(e, began)) {
                    throw e;
                }
            }
        }
    }

    private <T> T readNow(Function<Tables, T> work) {
        refuseClosed();
        Session reader = idleReaders.poll();
        if (reader == null) {
            reader = Session.reader(file, patience);
        }
        boolean reusable = false;
        try {
            T result = Transaction.run(reader, "BEGIN", false, work);
            reusable = true;
            return result;
        } finally {
            if (reusable && !closed && idleReaders.size() < IDLE_READERS) {
                idleReaders.push(reader);
            } else {
                reader.close();
            }
        }
    }

    @Override
    public <T> T write(Durability durability, Function<Tables, T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a writing transaction inside another would wait for itself");
        }
        writing.lock();
        try {
            refuseClosed();
            Session session = writer();
            make(session, durability);
            return Transaction.run(session, "BEGIN IMMEDIATE", true, work);
        } finally {
            release();
        }
    }

    /** Lets the next writer in, on a session of its own where this one was refused something. */
    private void release() {
        Session used = writer;
        try {
            if (used != null && used.refusal() != null) {
                writer = null;
                used.close();
            }
        } finally {
            writing.unlock();
        }
    }

    /** The writer's own commits leave its {@code data_version} alone; that of the next writer begins anew. */
    @Override
    public long changes() {
        if (!writing.isHeldByCurrentThread() && writing.tryLock()) {
            try {
                refuseClosed();
                long version = writer().list("PRAGMA data_version", row -> row.number("data_version"))
                        .get(0);
                changes = (writers << Integer.SIZE) + version;
            } finally {
                release();
            }
        }
        return changes;
    }

    /** SQLite ignores the pragma inside a transaction. */
    private void make(Session session, Durability durability) {
        if (writerDurability != durability) {
            session.execute(
                    durability == Durability.MACHINE ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            writerDurability = durability;
        }
    }

    private Session writer() {
        Session session = writer;
        if (session == null) {
            session = Session.writer(file, patience);
            writer = session;
            writerDurability = null;
            writers++;
        }
        return session;
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException("the store is closed: " + file);
        }
    }

    /** Waits for a write under way; a read under way ends on its own connection. */
    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            for (Session reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
                reader.close();
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } finally {
            writing.unlock();
        }
    }
}
