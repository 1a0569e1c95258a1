package dev.anneal.runner.app;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Starts, resumes and finds runs. */
public final class Runs {

    private static final int LOOKED_AT = 1_000;

    private final Anneal anneal;

    public Runs(Anneal anneal) {
        this.anneal = anneal;
    }

    /** @param reference an id, a unique beginning of one, or {@code last} */
    public Run find(String reference) {
        if (reference.equals("last")) {
            // A part is what its run did, not what a person began.
            return newest(LOOKED_AT).stream()
                    .filter(run -> run.cause().kind() != RunCause.Kind.TASK)
                    .findFirst()
                    .orElseThrow(() -> AnnealException.notFound("run", "there are no runs yet"));
        }
        List<Run> found = anneal.store().read(tables -> tables.runs().startingWith(reference, 3));
        if (found.isEmpty() || reference.isEmpty()) {
            throw AnnealException.notFound(
                    "run", "there is no run '" + reference + "'. `anneal runs` lists them; `last` names the newest.");
        }
        if (found.size() > 1) {
            throw AnnealException.badInput(
                    "ambiguous-run",
                    "'" + reference + "' is the beginning of more than one run: "
                            + String.join(", ", found.stream().map(Run::id).toList()) + ". Give more of it.");
        }
        return found.get(0);
    }

    /** The newest first. */
    public List<Run> newest(int limit) {
        return anneal.store().read(tables -> tables.runs().newest(limit));
    }

    /** A close look at a run. */
    public RunDetail detail(Run run) {
        return RunDetail.of(run, taskRuns(run), anneal);
    }

    /** Every task run; those that have not begun as pending. */
    public List<TaskRun> taskRuns(Run run) {
        return anneal.store().read(tables -> {
            List<TaskRun> begun = tables.runs().taskRuns(run.id());
            return run.state().ended()
                    ? begun
                    : withPending(run, begun, tables.workflows().spec(run.spec()));
        });
    }

    private static List<TaskRun> withPending(Run run, List<TaskRun> begun, Optional<WorkflowSpec> spec) {
        Map<Integer, TaskRun> rows = new TreeMap<>();
        begun.forEach(row -> rows.put(row.position(), row));
        int position = 0;
        for (TaskSpec task : spec.map(WorkflowSpec::tasks).orElse(List.of())) {
            rows.putIfAbsent(
                    position,
                    new TaskRun(
                            run.id(),
                            task.name(),
                            task.type(),
                            position,
                            TaskState.PENDING,
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
            position++;
        }
        return List.copyOf(rows.values());
    }

    public List<RunEvent> journal(Run run) {
        return anneal.store().read(tables -> tables.runs().journal(run.id()));
    }

    /** The task run of that name. @throws AnnealException not-found, naming the nearest */
    public TaskRun taskRun(Run run, String task) {
        List<TaskRun> all = taskRuns(run);
        return all.stream()
                .filter(row -> row.task().equals(task))
                .findFirst()
                .orElseThrow(() -> AnnealException.notFound(
                        "task",
                        "run " + run.id() + " has no task '" + task + "'."
                                + NearestName.hint(
                                        task, all.stream().map(TaskRun::task).toList())));
    }
}
