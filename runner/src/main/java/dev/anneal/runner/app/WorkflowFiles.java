package dev.anneal.runner.app;

import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.plan.Capacity;
import dev.anneal.engine.plan.Parameters;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.store.Store;
import dev.anneal.runner.app.reading.FileReading;
import dev.anneal.runner.app.reading.GroovyRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads workflow files, plans them and registers them. */
public final class WorkflowFiles {

    /** @param plans of the file's workflows, in its order */
    public record Planned(WorkflowFile file, List<Plan> plans) {
        public Planned {
            plans = List.copyOf(plans);
        }

        /** The plan of that name. @throws AnnealException bad input, with the nearest name */
        public Plan plan(String workflow) {
            List<String> names =
                    plans.stream().map(plan -> plan.workflow().name()).toList();
            int index = names.indexOf(workflow);
            if (index < 0) {
                throw AnnealException.badInput(
                        "workflow",
                        file.path() + " has no workflow '" + workflow + "'." + NearestName.hint(workflow, names));
            }
            return plans.get(index);
        }

        /** Whether a task says what its attempts take. */
        public boolean takes() {
            return plans.stream().flatMap(plan -> plan.tasks().stream()).anyMatch(task -> {
                Placement placement = task.spec().placement();
                return !placement.resources().isEmpty() || !placement.pools().isEmpty();
            });
        }
    }

    private final FileReading reader;
    private final Planner planner;

    WorkflowFiles(FileReading reader, Planner planner) {
        this.reader = reader;
        this.planner = planner;
    }

    /** These files, read only where the rule allows it. */
    public WorkflowFiles under(GroovyRule rule) {
        return new WorkflowFiles(reader.under(rule), planner);
    }

    /** @throws dev.anneal.engine.problem.InvalidWorkflowException with every problem of the file */
    public Planned read(Path path) {
        WorkflowFile file = reader.read(path);
        return new Planned(file, planner.plan(file));
    }

    /**
     * Checks that there can ever be as much of everything as tasks take.
     *
     * @throws dev.anneal.engine.problem.InvalidWorkflowException with every task that could never start
     */
    public void checkFits(Planned planned, Capacity capacity) {
        var unused = planner.within(capacity).plan(planned.file());
    }

    /**
     * Orders a run of one of a file's workflows. Needs no home, so that a mistake leaves nothing behind; the workflows are
     * to be registered before the run is placed.
     *
     * @param workflow which one; null for the file's first
     * @param given parameters as text
     * @param current folder that relative paths among them start from
     * @throws AnnealException bad input, where there is no such workflow, or naming every parameter that is wrong
     */
    public static NewRun order(Planned planned, @Nullable String workflow, Map<String, String> given, Path current) {
        Path file = planned.file().path();
        Plan plan = workflow == null ? planned.plans().get(0) : planned.plan(workflow);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Parameters.bind(plan.workflow(), given, current, folder);
        RunCause cause = RunCause.command("by hand, from " + file.getFileName());
        return new NewRun(plan.workflow().name(), Map.copyOf(given), current, cause, null, null);
    }

    /** Lets the workflows' names stand for what the file says. */
    public static void register(Planned planned, Store store, Clock clock) {
        planned.plans().forEach(plan -> register(planned.file().path(), plan, store, clock));
    }

    /** Lets one workflow's name stand for a plan. @param file absolute path of the file that it was read from */
    public static void register(Path file, Plan plan, Store store, Clock clock) {
        store.change(
                Store.Durability.PROCESS,
                tables ->
                        tables.workflows().register(plan.workflow(), plan.digest(), file.toString(), clock.instant()));
    }
}
