package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.store.PoolTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sizes and rates of pools. The rate is kept in millionths of a start a second. */
record SqlitePools(Transaction transaction) implements PoolTable {

    private static final double MILLIONTHS = 1e6;

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
        Double rate = pool.rate();
        @Nullable Long millionths = rate == null ? null : Math.round(rate * MILLIONTHS);
        transaction.change(
                "INSERT OR REPLACE INTO pools (name, size, rate, next_start) VALUES (?, ?, ?, ?)",
                pool.name(),
                pool.size(),
                millionths,
                pool.nextStart());
    }

    @Override
    public boolean remove(String name) {
        return transaction.change("DELETE FROM pools WHERE name = ?", name) > 0;
    }

    private static Pool pool(Row row) {
        long millionths = row.number("rate");
        return new Pool(
                row.text("name"),
                row.number("size"),
                millionths == 0 ? null : Double.valueOf(millionths / MILLIONTHS),
                row.momentOrNull("next_start"));
    }
}
