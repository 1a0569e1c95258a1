package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.store.ResultTable;
import java.util.Optional;

/** Reusable results by cache key; the latest stands. */
record SqliteResults(Transaction transaction) implements ResultTable {

    @Override
    public Optional<Result> find(Digest key) {
        return transaction.first(
                "SELECT run, at, outputs, metrics FROM results WHERE key = ?",
                row -> new Result(row.text("run"), row.moment("at"), row.values("outputs"), row.metrics("metrics")),
                key);
    }

    @Override
    public void put(Digest key, Result result) {
        transaction.change(
                "INSERT OR REPLACE INTO results (key, run, at, outputs, metrics) VALUES (?, ?, ?, ?, ?)",
                key,
                result.run(),
                result.at(),
                Json.write(result.outputs()),
                Json.write(result.metrics()));
    }
}
