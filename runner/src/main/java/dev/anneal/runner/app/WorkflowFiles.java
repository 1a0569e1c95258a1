package dev.anneal.runner.app;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Reads workflow files, plans them and registers them. */
public final class WorkflowFiles {

    /** @param plans of the file's workflows, in its order */
    public record Planned(WorkflowFile file, List<Plan> plans) {
        public Planned {
            plans = List.copyOf(plans);
        }
    }

    private final WorkflowReader reader;
    private final Planner planner;

    WorkflowFiles(WorkflowReader reader, Planner planner) {
        this.reader = reader;
        this.planner = planner;
    }

    /** @throws dev.anneal.engine.problem.InvalidWorkflowException with every problem of the file */
    public Planned read(Path path) {
        WorkflowFile file = reader.read(path);
        return new Planned(file, planner.plan(file));
    }

    /** Lets the workflows' names stand for what the file says. */
    public static void register(Planned planned, Store store, Clock clock) {
        store.change(
                Store.Durability.PROCESS,
                tables -> planned.plans()
                        .forEach(plan -> tables.workflows()
                                .register(
                                        plan.workflow(),
                                        plan.digest(),
                                        planned.file().path().toString(),
                                        clock.instant())));
    }
}
