package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunLogs;
import dev.anneal.runner.app.Runs;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal logs RUN [TASK]}. */
@Command(name = "logs", description = "Prints what the attempts of a run logged.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Only this task's.")
    private @Nullable String task;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added until the run has ended.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            Run run = new Runs(anneal).find(reference);
            BiConsumer<String, String> printer = (name, line) -> {
                terminal.out().println(task == null ? terminal.cyan(name) + " | " + line : line);
                terminal.out().flush();
            };
            RunLogs logs = new RunLogs(anneal);
            if (follow && !run.state().ended()) {
                logs.follow(run, task, printer);
            } else {
                logs.print(run, task, printer);
            }
            return 0;
        }
    }
}
