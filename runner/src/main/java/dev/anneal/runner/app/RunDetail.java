package dev.anneal.runner.app;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.Limits;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that a close look at it shows.
 *
 * @param tasks every task run, those that have not begun as pending
 * @param items what tasks became task runs for, by the task's name, in order
 * @param failures how many attempts failed, by the name of the task run, where any did
 * @param parts runs that are parts of it, the oldest first
 * @param before runs that it waits for, while it is queued
 * @param driver who drives it, for a person; null where nobody does
 * @param timeout how long it may take; null for no limit
 * @param begun when its first task could; null where it has not begun
 */
public record RunDetail(
        Run run,
        List<TaskRun> tasks,
        Map<String, List<Object>> items,
        Map<String, Integer> failures,
        List<Run> parts,
        List<Run> before,
        @Nullable String driver,
        @Nullable Duration timeout,
        @Nullable Instant begun) {

    public RunDetail {
        tasks = List.copyOf(tasks);
        items = Map.copyOf(items);
        failures = Map.copyOf(failures);
        parts = List.copyOf(parts);
        before = List.copyOf(before);
    }

    static RunDetail of(Run run, List<TaskRun> tasks, Anneal anneal) {
        return anneal.store().read(tables -> {
            boolean open = !run.state().ended();
            Optional<WorkflowSpec> spec = tables.workflows().spec(run.spec());
            Duration timeout =
                    spec.map(WorkflowSpec::limits).map(Limits::timeout).orElse(null);
            boolean expanded = spec.stream()
                    .flatMap(workflow -> workflow.tasks().stream())
                    .anyMatch(task -> task.flow().repetition() instanceof Repetition.ForEach);
            boolean again = tasks.stream().anyMatch(row -> row.attempts() > 1);
            List<RunEvent> journal = expanded || again || (open && timeout != null)
                    ? tables.runs().journal(run.id())
                    : List.of();
            return new RunDetail(
                    run,
                    tasks,
                    items(journal),
                    failures(journal),
                    tables.runs().parts(run.id()),
                    run.state() == RunState.QUEUED ? before(run, tables) : List.of(),
                    open ? anneal.home().runs().holder(run.id()).orElse(null) : null,
                    timeout,
                    journal.isEmpty() ? null : journal.get(0).at());
        });
    }

    private static Map<String, List<Object>> items(List<RunEvent> journal) {
        Map<String, List<Object>> items = new HashMap<>();
        for (RunEvent event : journal) {
            if (event instanceof RunEvent.TaskExpanded expanded) {
                items.put(expanded.task(), expanded.items());
            }
        }
        return items;
    }

    private static Map<String, Integer> failures(List<RunEvent> journal) {
        Map<String, Integer> failures = new HashMap<>();
        for (RunEvent event : journal) {
            if (event instanceof RunEvent.AttemptFailed failed) {
                failures.merge(failed.task(), 1, Integer::sum);
            }
        }
        return failures;
    }

    private static List<Run> before(Run run, Tables tables) {
        return tables.runs().liveOf(run.workflow()).stream()
                .takeWhile(other -> !other.id().equals(run.id()))
                .toList();
    }

    /** The newest run that is a part of it and was asked for by this task run. */
    public Optional<Run> part(String task) {
        return parts.stream().filter(part -> task.equals(part.cause().task())).reduce((older, newer) -> newer);
    }
}
