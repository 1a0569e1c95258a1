package dev.anneal.runner.cli;

import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Workers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal worker FOLDER}: what a task with {@code executor: worker} runs in. Nobody types it. */
@Command(name = "worker", hidden = true, description = "Does the work of one attempt, for the process that started it.")
final class WorkerCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FOLDER", description = "The attempt's folder, with its descriptor.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        try (Anneal anneal = options.openExisting()) {
            Workers.work(anneal, folder);
            return 0;
        }
    }
}
