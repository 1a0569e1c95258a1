package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.store.StaleOwnerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs' journals: who may append, and the events. An append costs the same however long the journal is. */
record SqliteJournals(Transaction transaction) {

    void begin(String run) {
        transaction.change("INSERT INTO journals (run, epoch, length) SELECT number, 0, 0 FROM runs WHERE id = ?", run);
    }

    long takeOver(String run) {
        long number = transaction.runNumber(run);
        transaction.change("UPDATE journals SET epoch = epoch + 1 WHERE run = ?", number);
        return transaction
                .first("SELECT epoch FROM journals WHERE run = ?", row -> row.number("epoch"), number)
                .orElseThrow();
    }

    void append(String run, long epoch, long known, List<RunEvent> events) {
        long number = transaction.runNumber(run);
        int extended = transaction.change(
                "UPDATE journals SET length = length + ? WHERE run = ? AND epoch = ? AND length = ?",
                events.size(),
                number,
                epoch,
                known);
        if (extended == 0) {
            throw new StaleOwnerException(run);
        }
        List<@Nullable Object[]> rows = new ArrayList<>(events.size());
        for (RunEvent event : events) {
            rows.add(new Object[] {number, known + rows.size(), Json.write(event)});
        }
        transaction.changeEach("INSERT INTO events (run, seq, event) VALUES (?, ?, ?)", rows);
    }

    List<RunEvent> read(String run) {
        return transaction.list(
                "SELECT event FROM events WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY seq",
                row -> Json.read(row.text("event"), RunEvent.class),
                run);
    }
}
