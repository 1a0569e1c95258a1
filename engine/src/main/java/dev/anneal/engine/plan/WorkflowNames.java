package dev.anneal.engine.plan;

import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workflow with its names, each found at once however many there are. For one planning by one thread. */
final class WorkflowNames {

    private final WorkflowSpec workflow;
    private final Doubts doubts;
    private final Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    private final Map<String, TaskDescription> types = new HashMap<>();
    private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    private final Map<String, Optional<KnownType>> outputTypes = new HashMap<>();

    WorkflowNames(WorkflowSpec workflow, TaskCatalog catalog, Doubts doubts) {
        this.workflow = workflow;
        this.doubts = doubts;
        for (TaskSpec task : workflow.tasks()) {
            tasks.put(task.name(), task);
            catalog.find(task.type()).map(TaskType::description).ifPresent(type -> types.put(task.name(), type));
        }
        workflow.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    WorkflowSpec workflow() {
        return workflow;
    }

    /** In the workflow's order. */
    Set<String> tasks() {
        return tasks.keySet();
    }

    Optional<TaskSpec> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /** Whether there is such a task, and it runs after all others have ended. */
    boolean always(String task) {
        return task(task).filter(found -> found.flow().always()).isPresent();
    }

    /** Empty where the task's type is unknown. */
    Optional<TaskDescription> type(String task) {
        return Optional.ofNullable(types.get(task));
    }

    /** Whether it is not known what the task is, though there is one. */
    boolean doubtful(String task) {
        return doubts.task(workflow.name(), task);
    }

    boolean doubtfulParameter(String parameter) {
        return doubts.parameter(workflow.name(), parameter);
    }

    /** Whether it is not known what the workflow gives to a task that runs it. */
    boolean doubtfulOutputs() {
        return doubts.outputs(workflow.name());
    }

    Set<String> parameters() {
        return parameters.keySet();
    }

    Optional<ParameterSpec> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Types of the workflow's own outputs that were asked for before. */
    Map<String, Optional<KnownType>> outputTypes() {
        return outputTypes;
    }
}
