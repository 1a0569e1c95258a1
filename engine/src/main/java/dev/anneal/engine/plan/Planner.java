package dev.anneal.engine.plan;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks specs against the catalog and makes plans. Immutable; thread-safe. */
public final class Planner {

    private final TaskCatalog catalog;

    public Planner(TaskCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Plans every workflow of a file.
     *
     * @throws InvalidWorkflowException with every problem of the file, in source order
     */
    public List<Plan> plan(WorkflowFile file) {
        List<Problem> problems = new ArrayList<>();
        List<Plan> plans = new ArrayList<>();
        for (WorkflowSpec workflow : file.workflows()) {
            plans.add(plan(workflow, file.places(), problems));
        }
        if (!problems.isEmpty()) {
            throw new InvalidWorkflowException(problems);
        }
        return plans;
    }

    /**
     * Plans a spec that comes from the store, so that nothing is known of its places.
     *
     * @throws InvalidWorkflowException if it does not fit the catalog any more
     */
    public Plan plan(WorkflowSpec workflow) {
        WorkflowFile file = new WorkflowFile(
                Path.of(workflow.name()), List.of(workflow), new Places(Place.ofFile("workflow " + workflow.name())));
        return plan(file).get(0);
    }

    private Plan plan(WorkflowSpec workflow, Places places, List<Problem> problems) {
        Map<String, TaskDescription> types = new LinkedHashMap<>();
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (TaskSpec task : workflow.tasks()) {
            positions.put(task.name(), positions.size());
            describe(workflow, task, places, problems).ifPresent(type -> types.put(task.name(), type));
        }
        List<PlannedTask> tasks = new ArrayList<>();
        for (TaskSpec task : workflow.tasks()) {
            checkNames(workflow, task, positions.keySet(), places, problems);
            TaskDescription description = types.get(task.name());
            if (description != null) {
                SettingsSchema schema = catalog.schema(description);
                new TaskCheck(workflow, task, description, types, places, problems).check(schema);
                List<Integer> predecessors = task.dependencies(positions.keySet()).stream()
                        .map(positions::get)
                        .sorted()
                        .toList();
                tasks.add(new PlannedTask(tasks.size(), task, description, schema, predecessors));
            }
        }
        Cycles.find(workflow, positions.keySet())
                .ifPresent(cycle -> problems.add(new Problem(
                        places.of(Places.task(workflow.name(), cycle.get(0))),
                        "cycle",
                        "tasks wait for each other in a circle: " + String.join(" -> ", cycle)
                                + ". A loop is closed by a run request, not by a reference.")));
        return new Plan(workflow, Json.digest(workflow), tasks);
    }

    private Optional<TaskDescription> describe(
            WorkflowSpec workflow, TaskSpec task, Places places, List<Problem> problems) {
        Optional<TaskDescription> found = catalog.find(task.type()).map(TaskType::description);
        if (found.isEmpty()) {
            List<String> known =
                    catalog.descriptions().stream().map(TaskDescription::name).toList();
            problems.add(new Problem(
                    places.of(Places.setting(workflow.name(), task.name(), "type")),
                    "unknown-task-type",
                    "task '" + task.name() + "' has the type '" + task.type() + "', which is unknown."
                            + NearestName.hint(task.type(), known)));
        }
        return found;
    }

    private static void checkNames(
            WorkflowSpec workflow, TaskSpec task, Set<String> names, Places places, List<Problem> problems) {
        for (String name : task.flow().after()) {
            if (!names.contains(name)) {
                problems.add(new Problem(
                        places.of(Places.setting(workflow.name(), task.name(), "after")),
                        "unknown-task",
                        "task '" + task.name() + "' comes after '" + name + "', but there is no such task."
                                + NearestName.hint(name, names)));
            }
        }
    }
}
