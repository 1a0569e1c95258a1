package dev.anneal.engine.execution;

import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task runs that listings read, kept in step with the reducer's state. */
final class Projection {

    private final String run;
    private final RunMachine machine;
    private final Map<String, TaskRun> rows = new LinkedHashMap<>();

    Projection(String run, Plan plan, RunMachine machine, List<TaskRun> stored) {
        this.run = run;
        this.machine = machine;
        for (PlannedTask task : plan.tasks()) {
            String name = task.spec().name();
            rows.put(
                    name,
                    new TaskRun(
                            run,
                            name,
                            task.spec().type(),
                            task.position(),
                            machine.task(name).state(),
                            0,
                            null,
                            null,
                            "",
                            null,
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            null,
                            Map.of()));
        }
        stored.forEach(row -> rows.put(row.task(), row));
    }

    List<TaskRun> all() {
        return List.copyOf(rows.values());
    }

    /** Follows an event that the reducer has just applied; the rows that it changed. */
    List<TaskRun> follow(RunEvent event) {
        if (event instanceof RunEvent.TaskEvent taskEvent) {
            return List.of(follow(taskEvent));
        }
        List<TaskRun> changed = new ArrayList<>();
        if (event instanceof RunEvent.CancelRequested) {
            for (TaskRun row : all()) {
                TaskView view = machine.task(row.task());
                if (view.state() != row.state()) {
                    changed.add(put(row, view, row.reusedFrom(), row.metrics(), row.inputs()));
                }
            }
        }
        return event instanceof RunEvent.RunStarted ? all() : changed;
    }

    private TaskRun follow(RunEvent.TaskEvent event) {
        TaskRun row = java.util.Objects.requireNonNull(rows.get(event.task()));
        TaskView view = machine.task(event.task());
        if (event instanceof RunEvent.TaskReused reused) {
            TaskRun changed = new TaskRun(
                    run,
                    row.task(),
                    row.type(),
                    row.position(),
                    view.state(),
                    0,
                    reused.at(),
                    reused.at(),
                    "",
                    reused.fromRun(),
                    reused.outputs(),
                    reused.metrics(),
                    reused.inputs(),
                    null,
                    Map.of());
            rows.put(row.task(), changed);
            return changed;
        } else if (event instanceof RunEvent.AttemptStarted started) {
            return put(row, view, null, row.metrics(), started.inputs());
        } else if (event instanceof RunEvent.AttemptSucceeded succeeded) {
            return put(row, view, null, succeeded.metrics(), row.inputs());
        } else if (event instanceof RunEvent.AttemptRejected rejected) {
            return put(row, view, null, rejected.metrics(), row.inputs());
        }
        return put(row, view, null, row.metrics(), row.inputs());
    }

    private TaskRun put(
            TaskRun row,
            TaskView view,
            @Nullable String reusedFrom,
            Map<String, Double> metrics,
            Map<String, dev.anneal.engine.artifact.Digest> inputs) {
        TaskRun changed = new TaskRun(
                run,
                row.task(),
                row.type(),
                row.position(),
                view.state(),
                view.attempts(),
                view.startedAt(),
                view.endedAt(),
                view.reason(),
                reusedFrom,
                view.outputs(),
                metrics,
                inputs,
                null,
                Map.of());
        rows.put(row.task(), changed);
        return changed;
    }
}
