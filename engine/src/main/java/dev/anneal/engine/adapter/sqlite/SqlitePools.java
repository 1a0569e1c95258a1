package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.store.PoolTable;
import java.util.List;
import java.util.Optional;

/** Sizes and rates of pools. */
record SqlitePools(Transaction transaction) implements PoolTable {

    @Override
    public Optional<Pool> find(String name) {
        return transaction.first("SELECT * FROM pools WHERE name = ?", SqlitePools::pool, name);
    }

    @Override
    public List<Pool> all() {
        return transaction.list("SELECT * FROM pools ORDER BY name", SqlitePools::pool);
    }

    @Override
    public void put(Pool pool) {
        transaction.change(
                "INSERT OR REPLACE INTO pools (name, size, rate, next_start) VALUES (?, ?, ?, ?)",
                pool.name(),
                pool.size(),
                pool.rate(),
                pool.nextStart());
    }

    @Override
    public boolean remove(String name) {
        return transaction.change("DELETE FROM pools WHERE name = ?", name) > 0;
    }

    private static Pool pool(Row row) {
        return new Pool(row.text("name"), row.number("size"), row.realOrNull("rate"), row.momentOrNull("next_start"));
    }
}
