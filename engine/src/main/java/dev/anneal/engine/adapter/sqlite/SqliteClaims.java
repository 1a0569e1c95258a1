package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.store.ClaimTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What live attempts hold. */
record SqliteClaims(Transaction transaction) implements ClaimTable {

    @Override
    public void put(Claim claim) {
        transaction.change(
                "INSERT OR REPLACE INTO claims (run, token, pool, task, amount, devices) VALUES (?, ?, ?, ?, ?, ?)",
                claim.run(),
                claim.token(),
                claim.pool(),
                claim.task(),
                claim.amount(),
                claim.devices().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    @Override
    public boolean release(String run, long token) {
        return transaction.change("DELETE FROM claims WHERE run = ? AND token = ?", run, token) > 0;
    }

    @Override
    public boolean releaseAll(String run) {
        return transaction.change("DELETE FROM claims WHERE run = ?", run) > 0;
    }

    @Override
    public List<Claim> of(String pool) {
        return transaction.list("SELECT * FROM claims WHERE pool = ? ORDER BY run, token", SqliteClaims::claim, pool);
    }

    @Override
    public List<Claim> all() {
        return transaction.list("SELECT * FROM claims ORDER BY run, token, pool", SqliteClaims::claim);
    }

    private static Claim claim(Row row) {
        String devices = row.text("devices");
        return new Claim(
                row.text("run"),
                row.text("task"),
                row.number("token"),
                row.text("pool"),
                row.number("amount"),
                devices.isEmpty()
                        ? List.of()
                        : Arrays.stream(devices.split(",", -1))
                                .map(Integer::valueOf)
                                .toList());
    }
}
