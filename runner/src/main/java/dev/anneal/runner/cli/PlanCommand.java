package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.execution.Forecast;
import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import dev.anneal.runner.app.reuse.Forecasts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal plan FILE}. */
@Command(
        name = "plan",
        description =
                "Tells what a run would do, task by task, and what it would reuse; nothing runs, nothing is written.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

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

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        TaskCatalog catalog = Anneal.catalog(options.folder());
        WorkflowFiles files = Anneal.workflowFiles(catalog);
        WorkflowFiles.Planned planned = files.read(file);
        NewRun order = WorkflowFiles.order(planned, workflow, parameters, Path.of(""));
        try (Anneal anneal = Anneal.openIfThere(options.folder(), catalog)) {
            files.checkFits(planned, anneal.capacity());
            Forecast forecast = new Forecasts(anneal).of(order, planned);
            if (options.json()) {
                terminal.out().println(Json.pretty(ForecastText.view(order.workflow(), forecast)));
            } else {
                ForecastText.print(order.workflow(), forecast, terminal);
            }
            boolean fails = forecast.items().stream().anyMatch(item -> item.verdict() == Forecast.Verdict.FAILS);
            return fails ? ErrorText.WRONG : 0;
        }
    }
}
