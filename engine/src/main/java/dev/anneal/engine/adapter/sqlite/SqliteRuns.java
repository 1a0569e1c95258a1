package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.Run.SealedArchive;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.store.KeyTakenException;
import dev.anneal.engine.store.RunTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs; their journals and task runs lie in tables of their own. */
record SqliteRuns(Transaction transaction) implements RunTable {

    @Override
    public void insert(Run run) {
        requireFreeKey(run);
        int inserted = transaction.change(
                "INSERT INTO runs (workflow, spec, parameters, cause_kind, cause_detail, cause_run, cause_task,"
                        + " trigger_name, due, base_folder, code_version, root, chain_length, resumed_from,"
                        + " created_at, state, ended_at, reason, archive_path, archive_digest, archive_size, options,"
                        + " idempotency_key, id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING",
                columns(run));
        if (inserted == 0) {
            throw new IllegalStateException("there is a run " + run.id() + " already");
        }
        journals().begin(run.id());
    }

    @Override
    public void update(Run run) {
        requireFreeKey(run);
        int updated = transaction.change(
                "UPDATE runs SET workflow = ?, spec = ?, parameters = ?, cause_kind = ?, cause_detail = ?,"
                        + " cause_run = ?, cause_task = ?, trigger_name = ?, due = ?, base_folder = ?,"
                        + " code_version = ?, root = ?, chain_length = ?, resumed_from = ?, created_at = ?,"
                        + " state = ?, ended_at = ?, reason = ?, archive_path = ?, archive_digest = ?,"
                        + " archive_size = ?, options = ?, idempotency_key = ? WHERE id = ?",
                columns(run));
        if (updated == 0) {
            throw new IllegalStateException("there is no run " + run.id());
        }
    }

    @Override
    public Optional<Run> find(String id) {
        return transaction.first("SELECT * FROM runs WHERE id = ?", SqliteRuns::run, id);
    }

    @Override
    public List<Run> startingWith(String prefix, int limit) {
        return transaction.list(
                "SELECT * FROM runs WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
                SqliteRuns::run,
                prefix,
                Prefix.end(prefix),
                limit);
    }

    @Override
    public List<Run> newest(int limit) {
        return transaction.list(
                "SELECT * FROM runs ORDER BY created_at DESC, number DESC LIMIT ?", SqliteRuns::run, limit);
    }

    @Override
    public List<Run> chain(String root) {
        return transaction.list("SELECT * FROM runs WHERE root = ? ORDER BY created_at, number", SqliteRuns::run, root);
    }

    @Override
    public Optional<Run> withKey(String workflow, String key) {
        return transaction.first(
                "SELECT * FROM runs WHERE workflow = ? AND idempotency_key = ?", SqliteRuns::run, workflow, key);
    }

    @Override
    public List<Run> liveOf(String workflow) {
        return transaction.list(
                "SELECT * FROM runs WHERE state IN ('RUNNING', 'QUEUED') AND workflow = ? ORDER BY created_at, number",
                SqliteRuns::run,
                workflow);
    }

    @Override
    public List<Run> parts(String run) {
        return transaction.list(
                "SELECT * FROM runs WHERE cause_kind = 'TASK' AND cause_run = ? ORDER BY created_at, number",
                SqliteRuns::run,
                run);
    }

    @Override
    public List<Run> live() {
        return transaction.list(
                "SELECT * FROM runs WHERE state IN ('RUNNING', 'QUEUED') ORDER BY created_at, number", SqliteRuns::run);
    }

    @Override
    public List<Run> unsealed() {
        return transaction.list(
                "SELECT * FROM runs WHERE state NOT IN ('RUNNING', 'QUEUED', 'SKIPPED') AND archive_path IS NULL"
                        + " ORDER BY created_at, number",
                SqliteRuns::run);
    }

    @Override
    public List<Run> ofWorkflow(String workflow) {
        return transaction.list(
                "SELECT * FROM runs WHERE workflow = ? ORDER BY created_at, number", SqliteRuns::run, workflow);
    }

    @Override
    public long takeOver(String run) {
        return journals().takeOver(run);
    }

    @Override
    public void append(String run, long epoch, long known, List<RunEvent> events) {
        journals().append(run, epoch, known, events);
    }

    @Override
    public List<RunEvent> journal(String run) {
        return journals().read(run);
    }

    @Override
    public void put(TaskRun taskRun) {
        new SqliteTaskRuns(transaction).put(taskRun);
    }

    @Override
    public List<TaskRun> earlier(String workflow, String task, String run, int limit) {
        return new SqliteTaskRuns(transaction).earlier(workflow, task, run, limit);
    }

    @Override
    public List<TaskRun> taskRuns(String run) {
        return new SqliteTaskRuns(transaction).of(run);
    }

    private void requireFreeKey(Run run) {
        String key = run.options().key();
        if (key != null) {
            withKey(run.workflow(), key)
                    .filter(other -> !other.id().equals(run.id()))
                    .ifPresent(other -> {
                        throw new KeyTakenException(run.workflow(), key, other.id());
                    });
        }
    }

    private SqliteJournals journals() {
        return new SqliteJournals(transaction);
    }

    private static @Nullable Object[] columns(Run run) {
        SealedArchive archive = run.archive();
        return new @Nullable Object[] {
            run.workflow(),
            run.spec(),
            Json.write(run.parameters()),
            run.cause().kind(),
            run.cause().detail(),
            run.cause().run(),
            run.cause().task(),
            run.trigger(),
            run.due(),
            run.baseFolder(),
            run.codeVersion(),
            run.root(),
            run.chainLength(),
            run.resumedFrom(),
            run.createdAt(),
            run.state(),
            run.endedAt(),
            run.reason(),
            archive == null ? null : archive.path(),
            archive == null ? null : archive.digest(),
            archive == null ? null : archive.size(),
            run.options().equals(RunOptions.NONE) ? "{}" : Json.write(run.options()),
            run.options().key(),
            run.id()
        };
    }

    private static Run run(Row row) {
        return new Run(
                row.text("id"),
                row.text("workflow"),
                row.digest("spec"),
                row.values("parameters"),
                new RunCause(
                        row.constant(RunCause.Kind.class, "cause_kind"),
                        row.text("cause_detail"),
                        row.textOrNull("cause_run"),
                        row.textOrNull("cause_task")),
                row.textOrNull("trigger_name"),
                row.momentOrNull("due"),
                row.text("base_folder"),
                row.textOrNull("code_version"),
                row.text("root"),
                (int) row.number("chain_length"),
                row.textOrNull("resumed_from"),
                options(row.text("options")),
                row.moment("created_at"),
                row.constant(RunState.class, "state"),
                row.momentOrNull("ended_at"),
                row.text("reason"),
                archive(row));
    }

    /** A run that was asked for nothing special starts no JSON reader. */
    private static RunOptions options(String json) {
        return json.equals("{}") ? RunOptions.NONE : Json.read(json, RunOptions.class);
    }

    private static @Nullable SealedArchive archive(Row row) {
        String path = row.textOrNull("archive_path");
        return path == null ? null : new SealedArchive(path, row.digest("archive_digest"), row.number("archive_size"));
    }
}
