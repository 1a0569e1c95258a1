package dev.anneal.tasks.script;

import dev.anneal.engine.settings.Source;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code shell}: a command, its inputs and outputs as files. What a command does nobody knows, so it is not reused
 * without asking.
 */
public final class ShellTask implements CommandTask<ShellSettings> {

    static final String INPUTS = "inputs";

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                        "shell",
                        1,
                        WorldEffect.READS_WORLD,
                        ShellSettings.class,
                        "Runs a command; inputs and outputs are files.")
                .withOpenOutputs();
    }

    @Override
    public Command command(ShellSettings settings, TaskContext context) throws IOException {
        Path folder = context.workFolder();
        Map<String, String> environment = new LinkedHashMap<>();
        settings.env().forEach((name, value) -> environment.put(name, Texts.of(value)));
        context.run()
                .parameters()
                .forEach((name, value) -> environment.put(Texts.variable("ANNEAL_PARAM_", name), Texts.of(value)));
        environment.put("ANNEAL_RUN", context.run().id());
        environment.put("ANNEAL_TASK", context.task());
        environment.put("ANNEAL_ATTEMPT", Integer.toString(context.attempt()));
        environment.put("ANNEAL_FOLDER", context.run().baseFolder().toString());
        Inputs inputs = new Inputs(context.artifacts());
        for (Map.Entry<String, Source> input : settings.inputs().entrySet()) {
            Path target = Files.createDirectories(folder.resolve(INPUTS)).resolve(input.getKey());
            inputs.lay(input.getKey(), input.getValue(), target);
            environment.put(Texts.variable("ANNEAL_INPUT_", input.getKey()), target.toString());
        }
        return new Command(settings.arguments(), environment, folder);
    }

    @Override
    public TaskOutcome ended(ShellSettings settings, TaskContext context, int exitCode) throws IOException {
        return exitCode == 0 ? new Outputs(context).keep(settings.outputs()) : TaskOutcome.Failed.exited(exitCode);
    }
}
