package dev.anneal.runner.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands by name. Only the one that is asked for is made, because describing a command costs more than most of
 * them do; {@code --help} and mistakes see them all.
 */
public final class Commands {

    private static final Map<String, Supplier<Object>> ALL = all();

    private Commands() {}

    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("resume", ResumeCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("graph", GraphCommand::new);
        commands.put("convert", ConvertCommand::new);
        commands.put("init", InitCommand::new);
        commands.put("runs", RunsCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("life", LifeCommand::new);
        commands.put("logs", LogsCommand::new);
        commands.put("why", WhyCommand::new);
        commands.put("artifacts", ArtifactsCommand::new);
        commands.put("get", GetCommand::new);
        commands.put("models", ModelsCommand::new);
        commands.put("predict", PredictCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("schedules", SchedulesCommand::new);
        commands.put("approvals", ApprovalsCommand::new);
        commands.put("pools", PoolsCommand::new);
        commands.put("archive", ArchiveCommand::new);
        commands.put("plugins", PluginsCommand::new);
        commands.put("types", TypesCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("warm-up", WarmUpCommand::new);
        commands.put("worker", WorkerCommand::new);
        commands.put("read-file", ReadFileCommand::new);
        return commands;
    }

    /** The command line for these arguments, around the root command. */
    public static CommandLine lineFor(Object root, String... arguments) {
        CommandLine line = new CommandLine(root);
        String first = Arrays.stream(arguments).findFirst().orElse("");
        Supplier<Object> wanted = ALL.get(first);
        if (wanted != null) {
            line.addSubcommand(first, wanted.get());
        } else {
            ALL.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageText())
                .setExecutionExceptionHandler(new ErrorText())
                .setExitCodeExceptionMapper(new ErrorText());
    }
}
