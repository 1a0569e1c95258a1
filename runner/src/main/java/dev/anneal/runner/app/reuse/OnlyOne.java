package dev.anneal.runner.app.reuse;

import dev.anneal.engine.execution.Forecast;
import dev.anneal.engine.execution.Forecast.Verdict;
import dev.anneal.engine.execution.Miss;
import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.plan.TaskGraph;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Orders for one task alone: what that needs is taken from an earlier run. */
public final class OnlyOne {

    /** How many earlier runs are looked at, the newest first. */
    private static final int LOOK_BACK = 50;

    private final Anneal anneal;

    public OnlyOne(Anneal anneal) {
        this.anneal = anneal;
    }

    /**
     * The order for just this task, that goes on from the newest run whose results serve for all that the task needs.
     *
     * @throws AnnealException not-found, where there is no such task, or no such run
     */
    public NewRun of(NewRun order, WorkflowFiles.Planned planned, String task) {
        TaskGraph graph = new TaskGraph(planned.plan(order.workflow()).workflow());
        Set<String> needed = new TreeSet<>(graph.upTo(task));
        needed.remove(task);
        // It is to run, and what follows from it is not to look as if it had followed from that.
        RunOptions options =
                new RunOptions(Set.of(task), graph.from(task), order.options().key());
        if (needed.isEmpty()) {
            return order.with(options, null);
        }
        Forecasts forecasts = new Forecasts(anneal);
        List<Forecast.Item> fewest = lacking(needed, forecasts.of(order, planned));
        for (Run run : earlier(order.workflow())) {
            List<Forecast.Item> lacking = lacking(needed, forecasts.of(order.with(RunOptions.NONE, run.id()), planned));
            if (lacking.isEmpty()) {
                return order.with(options, run.id());
            } else if (lacking.size() < fewest.size()) {
                fewest = lacking;
            }
        }
        throw nothingServes(task, fewest);
    }

    private List<Run> earlier(String workflow) {
        List<Run> runs = anneal.store().read(tables -> tables.runs().ofWorkflow(workflow));
        return runs.subList(Math.max(0, runs.size() - LOOK_BACK), runs.size()).stream()
                .filter(run -> run.state() != RunState.SKIPPED)
                .collect(Collectors.collectingAndThen(Collectors.toList(), OnlyOne::reversed));
    }

    private static List<Run> reversed(List<Run> runs) {
        java.util.Collections.reverse(runs);
        return runs;
    }

    /** What would have to run; a task that is skipped, or has no item to run for, would not. */
    private static List<Forecast.Item> lacking(Set<String> needed, Forecast forecast) {
        return forecast.items().stream()
                .filter(item -> needed.contains(item.name()))
                .filter(item -> item.verdict() != Verdict.HIT && item.verdict() != Verdict.SKIPPED)
                .toList();
    }

    private static AnnealException nothingServes(String task, List<Forecast.Item> lacking) {
        Optional<Forecast.Item> first = lacking.stream().findFirst();
        String what = first.map(item -> "'" + item.name() + "'").orElse("what comes before it");
        return AnnealException.notFound(
                "nothing-to-take",
                "task '" + task + "' needs " + what + ", and no earlier run has that as it is now"
                        + first.flatMap(item -> Optional.ofNullable(item.miss()))
                                .map(OnlyOne::why)
                                .orElse("")
                        + ". `anneal run FILE --until " + task + "` runs it and all that it needs.");
    }

    private static String why(Miss miss) {
        return switch (miss.why()) {
            case FIRST -> ": it never ran";
            case CHANGED ->
                ": " + miss.changes().stream().map(Miss.Change::part).collect(Collectors.joining(", "))
                        + (miss.changes().size() == 1 ? " has" : " have") + " changed since run " + miss.than();
            case NO_RESULT -> ": it did not succeed in run " + miss.than();
            default -> "";
        };
    }
}
