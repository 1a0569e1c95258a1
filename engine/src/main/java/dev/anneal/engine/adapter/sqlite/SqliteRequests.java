package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.store.RequestTable;
import java.util.List;
import java.util.Optional;

/** Run requests, in the order in which they were made. */
record SqliteRequests(Transaction transaction) implements RequestTable {

    @Override
    public boolean insert(RunRequest request) {
        return transaction.change(
                        "INSERT INTO requests (key, workflow, parameters, not_before, reason, from_run, from_task,"
                                + " root, chain_length, created_at, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (key) DO NOTHING",
                        request.key(),
                        request.workflow(),
                        Json.write(request.parameters()),
                        request.notBefore(),
                        request.reason(),
                        request.fromRun(),
                        request.fromTask(),
                        request.root(),
                        request.chainLength(),
                        request.createdAt(),
                        request.run())
                == 1;
    }

    @Override
    public Optional<RunRequest> find(String key) {
        return transaction.first("SELECT * FROM requests WHERE key = ?", SqliteRequests::request, key);
    }

    @Override
    public List<RunRequest> pending() {
        return transaction.list("SELECT * FROM requests WHERE run IS NULL ORDER BY number", SqliteRequests::request);
    }

    @Override
    public List<RunRequest> pendingOf(String root) {
        return transaction.list(
                "SELECT * FROM requests WHERE run IS NULL AND root = ? ORDER BY number", SqliteRequests::request, root);
    }

    @Override
    public List<RunRequest> madeBy(String run) {
        return transaction.list(
                "SELECT * FROM requests WHERE from_run = ? ORDER BY number", SqliteRequests::request, run);
    }

    @Override
    public boolean fulfil(String key, String run) {
        return transaction.change("UPDATE requests SET run = ? WHERE key = ? AND run IS NULL", run, key) == 1;
    }

    private static RunRequest request(Row row) {
        return new RunRequest(
                row.text("key"),
                row.text("workflow"),
                row.values("parameters"),
                row.momentOrNull("not_before"),
                row.text("reason"),
                row.text("from_run"),
                row.text("from_task"),
                row.text("root"),
                (int) row.number("chain_length"),
                row.moment("created_at"),
                row.textOrNull("run"));
    }
}
