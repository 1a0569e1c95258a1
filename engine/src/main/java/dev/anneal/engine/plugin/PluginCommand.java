package dev.anneal.engine.plugin;

import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;

/** A plugin's {@link CommandTask}, with the description that was checked. */
record PluginCommand<S extends Record>(CommandTask<S> task, TaskDescription description, Enclosure enclosure)
        implements CommandTask<S> {

    @Override
    public Command command(S settings, TaskContext context) throws Exception {
        return enclosure.call(who(), () -> task.command(settings, context));
    }

    @Override
    public TaskOutcome ended(S settings, TaskContext context, int exitCode) throws Exception {
        return enclosure.call(who(), () -> task.ended(settings, context, exitCode));
    }

    private String who() {
        return enclosure.ofPlugin("task type '" + description.name() + "'");
    }
}
