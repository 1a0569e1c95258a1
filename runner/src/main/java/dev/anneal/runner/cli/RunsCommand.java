package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anneal runs}. */
@Command(name = "runs", description = "Lists runs, the newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most; ${DEFAULT-VALUE} by default.")
    private int limit = 20;

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            List<Run> runs = new Runs(anneal).newest(Math.max(1, limit));
            if (options.json()) {
                terminal.out().println(Json.pretty(runs.stream().map(Views::run).toList()));
                return 0;
            }
            TableText table = new TableText("RUN", "WORKFLOW", "STATE", "STARTED", ">TOOK", "CAUSE");
            Instant now = anneal.clock().instant();
            for (Run run : runs) {
                table.row(
                        run.id(),
                        run.workflow(),
                        terminal.state(run.state()),
                        Texts.ago(run.createdAt(), now),
                        Texts.between(run.createdAt(), run.state() == RunState.RUNNING ? now : run.endedAt()),
                        CauseText.of(run));
            }
            if (table.empty()) {
                terminal.out().println("No runs yet. `anneal run FILE` makes one.");
            } else {
                table.print(terminal.out(), terminal);
            }
            return 0;
        }
    }
}
