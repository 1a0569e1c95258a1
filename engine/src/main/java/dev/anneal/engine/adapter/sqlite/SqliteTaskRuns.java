package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Task runs, by the position of the task in its workflow. */
record SqliteTaskRuns(Transaction transaction) {

    void put(TaskRun task) {
        transaction.change(
                "INSERT INTO task_runs (run, position, task, type, state, attempts, started_at, ended_at, reason,"
                        + " reused_from, outputs, metrics, inputs, key, parts)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, position) DO UPDATE SET task = excluded.task, type = excluded.type,"
                        + " state = excluded.state, attempts = excluded.attempts, started_at = excluded.started_at,"
                        + " ended_at = excluded.ended_at, reason = excluded.reason, reused_from = excluded.reused_from,"
                        + " outputs = excluded.outputs, metrics = excluded.metrics, inputs = excluded.inputs,"
                        + " key = excluded.key, parts = excluded.parts",
                transaction.runNumber(task.run()),
                task.position(),
                task.task(),
                task.type(),
                task.state(),
                task.attempts(),
                task.startedAt(),
                task.endedAt(),
                task.reason(),
                task.reusedFrom(),
                json(task.outputs()),
                json(task.metrics()),
                json(task.inputs()),
                task.key(),
                json(task.parts()));
    }

    List<TaskRun> of(String run) {
        return transaction.list(
                "SELECT * FROM task_runs WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY position",
                row -> taskRun(run, row),
                run);
    }

    /**
     * Goes through the workflow's runs backwards from this one, and looks into each for the task by its name: CROSS
     * JOIN keeps that order, which SQLite would not choose by itself.
     */
    List<TaskRun> earlier(String workflow, String task, String run, int limit) {
        return transaction.list(
                "SELECT task_runs.*, runs.id AS run_id FROM runs"
                        + " CROSS JOIN task_runs INDEXED BY task_runs_by_name ON task_runs.run = runs.number"
                        + " WHERE runs.workflow = ? AND task_runs.task = ?"
                        + " AND (runs.created_at, runs.number) < (SELECT created_at, number FROM runs WHERE id = ?)"
                        + " ORDER BY runs.created_at DESC, runs.number DESC LIMIT ?",
                row -> taskRun(row.text("run_id"), row),
                workflow,
                task,
                run,
                limit);
    }

    private static TaskRun taskRun(String run, Row row) {
        return new TaskRun(
                run,
                row.text("task"),
                row.text("type"),
                (int) row.number("position"),
                row.constant(TaskState.class, "state"),
                (int) row.number("attempts"),
                row.momentOrNull("started_at"),
                row.momentOrNull("ended_at"),
                row.text("reason"),
                row.textOrNull("reused_from"),
                row.values("outputs"),
                row.metrics("metrics"),
                inputs(row.values("inputs")),
                row.textOrNull("key") == null ? null : row.digest("key"),
                parts(row.values("parts")));
    }

    private static Map<String, String> parts(Map<String, Object> values) {
        Map<String, String> parts = new LinkedHashMap<>();
        values.forEach((name, value) -> parts.put(name, String.valueOf(value)));
        return parts;
    }

    /** A task without metrics or inputs starts no JSON writer. */
    private static String json(Map<String, ?> values) {
        return values.isEmpty() ? "{}" : Json.write(values);
    }

    private static Map<String, Digest> inputs(Map<String, Object> values) {
        Map<String, Digest> inputs = new LinkedHashMap<>();
        values.forEach((setting, hex) -> inputs.put(setting, new Digest((String) hex)));
        return inputs;
    }
}
