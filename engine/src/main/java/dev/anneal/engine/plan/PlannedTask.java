package dev.anneal.engine.plan;

import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.TaskDescription;
import java.util.List;

/**
 * A task that was checked against its type.
 *
 * @param position in the workflow, from 0
 * @param predecessors positions of the tasks that must end first, ascending
 */
public record PlannedTask(
        int position, TaskSpec spec, TaskDescription description, SettingsSchema schema, List<Integer> predecessors) {
    public PlannedTask {
        predecessors = List.copyOf(predecessors);
    }

    /** Names of what one run of it makes, so far as planning knows. */
    public List<String> outputs() {
        return TaskOutputs.declared(spec, description).names();
    }
}
