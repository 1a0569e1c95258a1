package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Tables;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A store in memory, as strict as one on disk: one writer at a time, readers on the last committed state, all of a
 * transaction or nothing. A commit swaps one reference; nobody waits for a reader, nor a reader for anybody.
 */
public final class MemoryStore implements Store {

    /** What stores on the same home share. */
    private static final class Shared {
        private final ReentrantLock writing = new ReentrantLock();
        private volatile State committed;

        Shared(State committed) {
            this.committed = committed;
        }
    }

    /** @param commits how many have changed something so far */
    private record State(List<Tree<?, ?>> trees, long commits) {}

    private final Shared shared;
    private long ownCommits;
    private volatile boolean closed;

    private MemoryStore(Shared shared) {
        this.shared = shared;
    }

    /** An empty store. */
    public static MemoryStore open() {
        return new MemoryStore(new Shared(new State(Table.allEmpty(), 0)));
    }

    /** Another store on the same home, as another process would open it. */
    public MemoryStore beside() {
        return new MemoryStore(shared);
    }

    /** A store on what is committed now, which has no more to do with this one: what a death would leave behind. */
    public MemoryStore copy() {
        return new MemoryStore(new Shared(shared.committed));
    }

    @Override
    public <T> T read(Function<Tables, T> work) {
        refuseClosed();
        MemoryTransaction transaction = new MemoryTransaction(shared.committed.trees, false);
        try {
            return work.apply(new MemoryTables(transaction));
        } finally {
            transaction.end();
        }
    }

    @Override
    public <T> T write(Durability durability, Function<Tables, T> work) {
        if (shared.writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a writing transaction inside another would wait for itself");
        }
        shared.writing.lock();
        try {
            refuseClosed();
            State before = shared.committed;
            MemoryTransaction transaction = new MemoryTransaction(before.trees, true);
            try {
                T result = work.apply(new MemoryTables(transaction));
                commit(before, transaction.trees());
                return result;
            } finally {
                transaction.end();
            }
        } finally {
            shared.writing.unlock();
        }
    }

    private synchronized void commit(State before, List<Tree<?, ?>> trees) {
        if (!before.trees.equals(trees)) {
            ownCommits++;
            shared.committed = new State(trees, before.commits + 1);
        }
    }

    @Override
    public synchronized long changes() {
        refuseClosed();
        return shared.committed.commits - ownCommits;
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
