package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.store.PoolTable;
import java.util.List;
import java.util.Optional;

/** Sizes and rates of pools. */
record MemoryPools(MemoryTransaction transaction) implements PoolTable {

    @Override
    public Optional<Pool> find(String name) {
        return Optional.ofNullable(transaction.get(Table.POOLS, name));
    }

    @Override
    public List<Pool> all() {
        return transaction.tree(Table.POOLS).values();
    }

    @Override
    public void put(Pool pool) {
        transaction.put(Table.POOLS, pool.name(), pool);
    }

    @Override
    public boolean remove(String name) {
        return transaction.remove(Table.POOLS, name);
    }
}
