package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.execution.Forecast;
import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import dev.anneal.runner.app.reuse.Forecasts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anneal plan FILE}. */
@Command(
        name = "plan",
        description =
                "Tells what a run would do, task by task, and what it would reuse; nothing runs, nothing is written.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Mixin
    private YamlOnly forms = new YamlOnly();

    @Mixin
    private OrderOptions wish = new OrderOptions();

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        TaskCatalog catalog = Anneal.catalog(options.folder());
        WorkflowFiles files = forms.files(catalog);
        WorkflowFiles.Planned planned = files.read(wish.file());
        NewRun order = wish.of(planned);
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
