package dev.anneal.engine.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow as pure data: what both front ends build, and all that is hashed, stored and sent.
 *
 * @param name identifier, unique in its file and in what a home has registered
 * @param description free text, empty when none was given
 * @param parameters in source order
 * @param triggers in source order
 * @param tasks in source order, those that always run at the end last
 * @param outputs what a task that runs this workflow has as outputs
 */
public record WorkflowSpec(
        String name,
        String description,
        List<ParameterSpec> parameters,
        List<TriggerSpec> triggers,
        List<TaskSpec> tasks,
        Map<String, Expression> outputs,
        Limits limits) {

    public WorkflowSpec {
        parameters = List.copyOf(parameters);
        triggers = List.copyOf(triggers);
        tasks = List.copyOf(tasks);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    public WorkflowSpec(
            String name,
            String description,
            List<ParameterSpec> parameters,
            List<TriggerSpec> triggers,
            List<TaskSpec> tasks) {
        this(name, description, parameters, triggers, tasks, Map.of(), Limits.NONE);
    }

    public Optional<TaskSpec> task(String taskName) {
        return tasks.stream().filter(task -> task.name().equals(taskName)).findFirst();
    }
}
