package dev.anneal.engine.adapter.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One transaction: the trees as it sees them, which become the store's when it commits. */
final class MemoryTransaction {

    private final boolean writable;
    private List<Tree<?, ?>> trees;
    private boolean open = true;

    MemoryTransaction(List<Tree<?, ?>> committed, boolean writable) {
        this.trees = writable ? new ArrayList<>(committed) : committed;
        this.writable = writable;
    }

    /** What it has made of the trees. */
    List<Tree<?, ?>> trees() {
        return trees;
    }

    void end() {
        open = false;
    }

    @SuppressWarnings("unchecked") // only set() puts trees there, and empty ones are put by their tables
    <K, V> Tree<K, V> tree(Table<K, V> table) {
        if (!open) {
            throw new IllegalStateException("the transaction has ended");
        }
        return (Tree<K, V>) trees.get(table.place());
    }

    <K, V> @Nullable V get(Table<K, V> table, K key) {
        return tree(table).get(key);
    }

    <K, V> void put(Table<K, V> table, K key, V value) {
        set(table, tree(table).with(key, value));
    }

    /** Whether there was any. */
    <K, V> boolean remove(Table<K, V> table, K key) {
        Tree<K, V> before = tree(table);
        Tree<K, V> after = before.without(key);
        set(table, after);
        return after != before;
    }

    private <K, V> void set(Table<K, V> table, Tree<K, V> tree) {
        if (!writable) {
            throw new IllegalStateException("a reading transaction changes nothing");
        }
        trees.set(table.place(), tree);
    }

    /** Greater than all that were given before. */
    long nextNumber() {
        Long last = get(Table.NUMBERS, "last");
        long next = last == null ? 1 : last + 1;
        put(Table.NUMBERS, "last", next);
        return next;
    }

    <T> T undoable(Supplier<T> part) {
        List<Tree<?, ?>> before = new ArrayList<>(trees);
        boolean done = false;
        try {
            T result = part.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                trees = before;
            }
        }
    }
}
