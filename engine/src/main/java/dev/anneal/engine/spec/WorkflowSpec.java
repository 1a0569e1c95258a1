package dev.anneal.engine.spec;

import java.util.List;
import java.util.Optional;

/**
 * A workflow as pure data: what both front ends build, and all that is hashed, stored and sent.
 *
 * @param name identifier, unique in its file and in what a home has registered
 * @param description free text, empty when none was given
 * @param parameters in source order
 * @param triggers in source order
 * @param tasks in source order
 */
public record WorkflowSpec(
        String name,
        String description,
        List<ParameterSpec> parameters,
        List<TriggerSpec> triggers,
        List<TaskSpec> tasks) {

    public WorkflowSpec {
        parameters = List.copyOf(parameters);
        triggers = List.copyOf(triggers);
        tasks = List.copyOf(tasks);
    }

    public Optional<TaskSpec> task(String taskName) {
        return tasks.stream().filter(task -> task.name().equals(taskName)).findFirst();
    }
}
