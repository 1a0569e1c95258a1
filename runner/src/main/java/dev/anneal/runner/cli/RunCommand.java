package dev.anneal.runner.cli;

import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal run FILE}. */
@Command(
        name = "run",
        description = "Runs a workflow, and the runs that it requests, to their end.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FILE", description = "The workflow file, .groovy or .yaml.")
    private Path file = Path.of("");

    @Option(
            names = {"-w", "--workflow"},
            paramLabel = "NAME",
            description = "Which workflow of the file; by default its first.")
    private @Nullable String workflow;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A parameter's value. Relative paths start from the current folder.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--no-follow",
            description = "Leave the runs that it requests to `anneal serve` or `anneal resume`.")
    private boolean noFollow;

    @Override
    public Integer call() throws InterruptedException {
        // All that can be checked is, before a home is made: a mistake leaves nothing behind.
        TaskCatalog catalog = Anneal.catalog(options.folder());
        WorkflowFiles.Planned planned = Anneal.workflowFiles(catalog).read(file);
        NewRun order = WorkflowFiles.order(planned, workflow, parameters, Path.of(""));
        try (Anneal anneal = options.open(catalog)) {
            WorkflowFiles.register(planned, anneal.store(), anneal.clock());
            return new Driving(options, anneal).drive((chains, listener) -> chains.begin(order, !noFollow, listener));
        }
    }
}
