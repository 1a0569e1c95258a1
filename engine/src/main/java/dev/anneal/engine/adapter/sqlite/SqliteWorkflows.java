package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.WorkflowTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Specs by digest, and what each workflow's name stands for. */
record SqliteWorkflows(Transaction transaction) implements WorkflowTable {

    @Override
    public void register(WorkflowSpec spec, Digest digest, String file, Instant at) {
        boolean known = transaction
                .first("SELECT 1 AS one FROM specs WHERE digest = ?", row -> row.number("one"), digest)
                .isPresent();
        if (!known) {
            transaction.change("INSERT INTO specs (digest, spec) VALUES (?, ?)", digest, Json.write(spec));
        }
        transaction.change(
                "INSERT OR REPLACE INTO workflows (workflow, spec, file, at) VALUES (?, ?, ?, ?)",
                spec.name(),
                digest,
                file,
                at);
    }

    @Override
    public Optional<WorkflowSpec> spec(Digest digest) {
        return transaction.first(
                "SELECT spec FROM specs WHERE digest = ?",
                row -> Json.read(row.text("spec"), WorkflowSpec.class),
                digest);
    }

    @Override
    public Optional<Registration> find(String workflow) {
        return transaction.first("SELECT * FROM workflows WHERE workflow = ?", SqliteWorkflows::registration, workflow);
    }

    @Override
    public List<Registration> all() {
        return transaction.list("SELECT * FROM workflows ORDER BY workflow", SqliteWorkflows::registration);
    }

    private static Registration registration(Row row) {
        return new Registration(row.text("workflow"), row.digest("spec"), row.text("file"), row.moment("at"));
    }
}
