package dev.anneal.engine.plan;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.WorldEffect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Checks specs against the catalog and makes plans. Immutable; thread-safe. */
public final class Planner {

    private final TaskCatalog catalog;
    private final @Nullable Capacity capacity;

    /** A planner that does not know how much there is of what attempts take. */
    public Planner(TaskCatalog catalog) {
        this(catalog, null);
    }

    private Planner(TaskCatalog catalog, @Nullable Capacity capacity) {
        this.catalog = catalog;
        this.capacity = capacity;
    }

    /** A planner that refuses what could never start, because there is not so much of what it takes. */
    public Planner within(Capacity there) {
        return new Planner(catalog, there);
    }

    /**
     * Plans every workflow of a file.
     *
     * @throws InvalidWorkflowException with every problem of the file, in source order
     */
    public List<Plan> plan(WorkflowFile file) {
        List<Problem> problems = new ArrayList<>();
        Report report = new Report(file.places(), problems);
        Map<String, WorkflowNames> all = new LinkedHashMap<>();
        for (WorkflowSpec workflow : file.workflows()) {
            all.put(workflow.name(), new WorkflowNames(workflow, catalog));
        }
        List<Plan> plans = new ArrayList<>();
        for (WorkflowNames workflow : all.values()) {
            plans.add(plan(workflow, new ReferenceTypes(workflow, all), all, report));
        }
        checkSubWorkflows(all, report);
        if (!problems.isEmpty()) {
            throw new InvalidWorkflowException(problems);
        }
        return plans;
    }

    /**
     * Plans a spec that comes from the store, so that nothing is known of its places and of other workflows.
     *
     * @throws InvalidWorkflowException if it does not fit the catalog any more
     */
    public Plan plan(WorkflowSpec workflow) {
        WorkflowFile file = new WorkflowFile(
                Path.of(workflow.name()), List.of(workflow), new Places(Place.ofFile("workflow " + workflow.name())));
        return plan(file).get(0);
    }

    private Plan plan(WorkflowNames names, ReferenceTypes references, Map<String, WorkflowNames> file, Report report) {
        WorkflowSpec workflow = names.workflow();
        Map<String, Integer> positions = new HashMap<>();
        names.tasks().forEach(task -> positions.put(task, positions.size()));
        Map<String, SortedSet<String>> dependencies = new LinkedHashMap<>();
        List<PlannedTask> tasks = new ArrayList<>();
        for (TaskSpec task : workflow.tasks()) {
            SortedSet<String> waitsFor = task.dependencies(names.tasks());
            // Where another one waits for a task under 'always', that is said of it, and not that it makes a circle.
            waitsFor.removeIf(other -> !task.flow().always() && names.always(other));
            dependencies.put(task.name(), waitsFor);
            TaskDescription description = names.type(task.name()).orElse(null);
            SettingsSchema schema = description == null ? null : catalog.schema(description);
            if (!report.full()) {
                Subject subject = new Subject(
                        "task '" + task.name() + "'", Places.task(workflow.name(), task.name()), references, report);
                check(names, file, task, schema, subject);
            }
            if (description != null && schema != null) {
                List<Integer> predecessors =
                        waitsFor.stream().map(positions::get).sorted().toList();
                tasks.add(new PlannedTask(tasks.size(), task, description, schema, predecessors));
            }
        }
        workflow.outputs().forEach((name, value) -> checkOutput(workflow, name, value, references, report));
        Cycles.find(dependencies)
                .ifPresent(cycle -> report.add(
                        report.places().of(Places.task(workflow.name(), cycle.get(0))),
                        "cycle",
                        "tasks wait for each other in a circle: " + String.join(" -> ", cycle)
                                + ". A loop is closed by a run request, not by a reference."));
        return new Plan(workflow, Json.digest(workflow), tasks);
    }

    private void check(
            WorkflowNames names,
            Map<String, WorkflowNames> file,
            TaskSpec task,
            @Nullable SettingsSchema schema,
            Subject subject) {
        if (schema == null) {
            List<String> known =
                    catalog.descriptions().stream().map(TaskDescription::name).toList();
            subject.add(
                    "type",
                    "unknown-task-type",
                    subject.title() + " has the type '" + task.type() + "', which is unknown."
                            + NearestName.hint(task.type(), known));
        }
        new FlowCheck(names, task, subject).check();
        if (schema != null) {
            new TaskCheck(task, subject).check(schema);
        }
        names.type(task.name()).ifPresent(type -> checkCache(task, type, subject));
        new PlacementCheck(task, subject, capacity).check();
        SubWorkflow.named(task).map(file::get).ifPresent(child -> new SubWorkflowCheck(task, subject).check(child));
    }

    /** A result that stands in for a change of the world would leave that change out. */
    private static void checkCache(TaskSpec task, TaskDescription type, Subject subject) {
        if (task.cache().mode() == CachePolicy.Mode.ON && type.worldEffect() == WorldEffect.CHANGES_WORLD) {
            subject.add(
                    "cache",
                    "never-cached",
                    subject.title() + " (" + type.name() + ") changes the world outside its run, so no earlier result"
                            + " can stand in for it. Leave 'cache' out.");
        }
    }

    private static void checkOutput(
            WorkflowSpec workflow, String name, Expression value, ReferenceTypes references, Report report) {
        new Subject("output '" + name + "'", workflow.name() + "/outputs", references, report)
                .type(value, Standpoint.of(Standpoint.Part.OUTPUT, null), name);
    }

    /** A workflow that runs itself, directly or through others, would never end. */
    private static void checkSubWorkflows(Map<String, WorkflowNames> all, Report report) {
        Map<String, List<String>> runs = new LinkedHashMap<>();
        all.forEach((name, workflow) -> runs.put(name, SubWorkflow.runBy(workflow.workflow())));
        Cycles.find(runs).ifPresent(cycle -> {
            WorkflowNames first = all.get(cycle.get(0));
            String task = first == null ? "" : SubWorkflow.running(first.workflow(), cycle.get(1));
            report.add(
                    report.places().of(Places.setting(cycle.get(0), task, SubWorkflow.NAME)),
                    "workflow-cycle",
                    "workflows run each other in a circle: " + String.join(" -> ", cycle)
                            + ". A loop is closed by a run request, not by a task of the type 'workflow'.");
        });
    }
}
