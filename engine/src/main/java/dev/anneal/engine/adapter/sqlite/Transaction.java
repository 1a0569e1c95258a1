package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.store.Tables;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One transaction on a session: all that its tables do goes through it, and ends with it. */
final class Transaction {

    private final Session session;
    private final boolean writable;
    private boolean open = true;

    private Transaction(Session session, boolean writable) {
        this.session = session;
        this.writable = writable;
    }

    /** Runs {@code work} between {@code begin} and a commit; rolls back where it or the commit throws. */
    static <T> T run(Session session, String begin, boolean writable, Function<Tables, T> work) {
        session.execute(begin);
        Transaction transaction = new Transaction(session, writable);
        boolean committed = false;
        try {
            T result = work.apply(new SqliteTables(transaction));
            session.execute("COMMIT");
            committed = true;
            return result;
        } finally {
            transaction.open = false;
            if (!committed) {
                rollBack(session);
            }
        }
    }

    /** SQLite has rolled back by itself after some errors; what is being thrown says more than a second failure. */
    private static void rollBack(Session session) {
        try {
            session.execute("ROLLBACK");
        } catch (AnnealException alreadyRolledBack) {
            assert alreadyRolledBack.getMessage() != null;
        }
    }

    /** A savepoint inside this transaction. */
    <T> T undoable(Supplier<T> part) {
        requireOpen();
        session.execute("SAVEPOINT part");
        boolean done = false;
        try {
            T result = part.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                session.execute("ROLLBACK TO part");
            }
            session.execute("RELEASE part");
        }
    }

    /** How many rows it changed. */
    int change(String sql, @Nullable Object... arguments) {
        requireOpen();
        if (!writable) {
            throw new IllegalStateException("a reading transaction changes nothing");
        }
        return session.change(sql, arguments);
    }

    <T> List<T> list(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
        requireOpen();
        return session.list(sql, mapper, arguments);
    }

    <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
        return list(sql, mapper, arguments).stream().findFirst();
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the transaction has ended");
        }
    }
}
