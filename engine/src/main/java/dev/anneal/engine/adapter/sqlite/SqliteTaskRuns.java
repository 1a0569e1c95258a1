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
                        + " reason, reused_from, outputs, metrics, inputs)"
                        + " SELECT number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM runs WHERE id = ?",
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
                inputs(row.values("inputs")));
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
