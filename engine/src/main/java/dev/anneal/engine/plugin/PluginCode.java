package dev.anneal.engine.plugin;

import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;

/** A plugin's {@link CodeTask}, with the description that was checked. */
record PluginCode<S extends Record>(CodeTask<S> task, TaskDescription description, Enclosure enclosure)
        implements CodeTask<S> {

    @Override
    public TaskOutcome run(S settings, TaskContext context) throws Exception {
        return enclosure.call(
                enclosure.ofPlugin("task type '" + description.name() + "'"), () -> task.run(settings, context));
    }
}
