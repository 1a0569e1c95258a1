package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.store.ResultTable;
import java.util.Optional;

/** Reusable results by cache key; the latest stands. */
record MemoryResults(MemoryTransaction transaction) implements ResultTable {

    @Override
    public Optional<Result> find(Digest key) {
        return Optional.ofNullable(transaction.get(Table.RESULTS, key));
    }

    @Override
    public void put(Digest key, Result result) {
        transaction.put(Table.RESULTS, key, result);
    }
}
