package dev.anneal.runner.cli;

import dev.anneal.engine.execution.NewRun;
import dev.anneal.runner.app.WorkflowFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which workflow of which file, with which parameters. */
final class OrderOptions {

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

    Path file() {
        return file;
    }

    NewRun of(WorkflowFiles.Planned planned) {
        return WorkflowFiles.order(planned, workflow, parameters, Path.of(""));
    }
}
