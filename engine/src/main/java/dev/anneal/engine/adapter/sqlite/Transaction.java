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
        session.change(begin);
        Transaction transaction = new Transaction(session, writable);
        boolean committed = false;
        try {
            T result = work.apply(new SqliteTables(transaction));
            transaction.requireWhole();
            session.change("COMMIT");
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
            session.rollBack();
        } catch (AnnealException alreadyRolledBack) {
            assert alreadyRolledBack.getMessage() != null;
        }
    }

    /**
     * A savepoint inside this transaction. Where SQLite itself has refused something there may be none left to go back
     * to: then nothing more is done, and the transaction rolls back as a whole.
     */
    <T> T undoable(Supplier<T> part) {
        requireUsable();
        session.change("SAVEPOINT part");
        boolean done = false;
        try {
            T result = part.get();
            done = true;
            return result;
        } finally {
            if (session.refusal() == null) {
                if (!done) {
                    session.rollBackTo("part");
                }
                session.change("RELEASE part");
            }
        }
    }

    /** How many rows it changed. */
    int change(String sql, @Nullable Object... arguments) {
        requireWritable();
        return session.change(sql, arguments);
    }

    /** Runs a statement once for each list of arguments. */
    void changeEach(String sql, List<@Nullable Object[]> rows) {
        requireWritable();
        session.changeEach(sql, rows);
    }

    <T> List<T> list(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
        requireUsable();
        return session.list(sql, mapper, arguments);
    }

    <T> Optional<T> first(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
        return list(sql, mapper, arguments).stream().findFirst();
    }

    /** @throws AnnealException not found, where there is no such run */
    long runNumber(String run) {
        requireUsable();
        return session.runNumber(run);
    }

    private void requireWritable() {
        requireUsable();
        if (!writable) {
            throw new IllegalStateException("a reading transaction changes nothing");
        }
    }

    private void requireUsable() {
        if (!open) {
            throw new IllegalStateException("the transaction has ended");
        }
        requireWhole();
    }

    /** After some errors SQLite has rolled back by itself: what came then would be committed statement by statement. */
    private void requireWhole() {
        AnnealException refusal = session.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }
}
