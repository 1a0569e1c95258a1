package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.store.FireTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Due moments of triggers. */
record SqliteFires(Transaction transaction) implements FireTable {

    @Override
    public boolean insert(Fire fire) {
        return transaction.change(
                        "INSERT INTO fires (workflow, trigger_name, due, recorded_at, run) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (workflow, trigger_name, due) DO NOTHING",
                        fire.workflow(),
                        fire.trigger(),
                        fire.due(),
                        fire.recordedAt(),
                        fire.run())
                == 1;
    }

    @Override
    public Optional<Fire> last(String workflow, String trigger) {
        return transaction.first(
                "SELECT * FROM fires WHERE workflow = ? AND trigger_name = ? ORDER BY due DESC LIMIT 1",
                SqliteFires::fire,
                workflow,
                trigger);
    }

    @Override
    public List<Fire> pending() {
        return transaction.list(
                "SELECT * FROM fires WHERE run IS NULL ORDER BY due, workflow, trigger_name", SqliteFires::fire);
    }

    @Override
    public boolean fulfil(String workflow, String trigger, Instant due, String run) {
        return transaction.change(
                        "UPDATE fires SET run = ? WHERE workflow = ? AND trigger_name = ? AND due = ? AND run IS NULL",
                        run,
                        workflow,
                        trigger,
                        due)
                == 1;
    }

    private static Fire fire(Row row) {
        return new Fire(
                row.text("workflow"),
                row.text("trigger_name"),
                row.moment("due"),
                row.moment("recorded_at"),
                row.textOrNull("run"));
    }
}
