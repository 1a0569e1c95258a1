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
        int written = transaction.change(
                "INSERT OR REPLACE INTO task_runs (run, position, task, type, state, attempts, started_at, ended_at,"
                        + " reason, reused_from, outputs, metrics, inputs, key, parts)"
                        + " SELECT number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM runs WHERE id = ?",
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
                json(task.parts()),
                task.run());
        if (written == 0) {
            throw new IllegalStateException("there is no run " + task.run());
        }
    }

    List<TaskRun> of(String run) {
        return transaction.list(
                "SELECT * FROM task_runs WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY position",
                row -> taskRun(run, row),
                run);
    }

    List<TaskRun> earlier(String workflow, String task, String run, int limit) {
        return transaction.list(
                "SELECT task_runs.*, runs.id AS run_id FROM runs JOIN task_runs ON task_runs.run = runs.number"
                        + " WHERE runs.workflow = ? AND task_runs.task = ?"
                        + " AND runs.number < (SELECT number FROM runs WHERE id = ?)"
                        + " ORDER BY runs.number DESC LIMIT ?",
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
