package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.store.StaleOwnerException;
import java.util.List;

/** Runs' journals: who may append, and the events. An append costs the same however long the journal is. */
record SqliteJournals(Transaction transaction) {

    void begin(String run) {
        transaction.change("INSERT INTO journals (run, epoch, length) SELECT number, 0, 0 FROM runs WHERE id = ?", run);
    }

    long takeOver(String run) {
        int raised = transaction.change(
                "UPDATE journals SET epoch = epoch + 1 WHERE run = (SELECT number FROM runs WHERE id = ?)", run);
        if (raised == 0) {
            throw unknown(run);
        }
        return transaction
                .first(
                        "SELECT epoch FROM journals WHERE run = (SELECT number FROM runs WHERE id = ?)",
                        row -> row.number("epoch"),
                        run)
                .orElseThrow(() -> unknown(run));
    }

    void append(String run, long epoch, long known, List<RunEvent> events) {
        long number = transaction
                .first("SELECT number FROM runs WHERE id = ?", row -> row.number("number"), run)
                .orElseThrow(() -> unknown(run));
        int extended = transaction.change(
                "UPDATE journals SET length = length + ? WHERE run = ? AND epoch = ? AND length = ?",
                events.size(),
                number,
                epoch,
                known);
        if (extended == 0) {
            throw new StaleOwnerException(run);
        }
        long seq = known;
        for (RunEvent event : events) {
            transaction.change("INSERT INTO events (run, seq, event) VALUES (?, ?, ?)", number, seq, Json.write(event));
            seq++;
        }
    }

    List<RunEvent> read(String run) {
        return transaction.list(
                "SELECT event FROM events WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY seq",
                row -> Json.read(row.text("event"), RunEvent.class),
                run);
    }

    private static AnnealException unknown(String run) {
        return AnnealException.notFound("unknown-run", "there is no run " + run);
    }
}
