package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunArtifacts;
import dev.anneal.runner.app.Runs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal artifacts RUN}. */
@Command(name = "artifacts", description = "Lists what a run made and reused.", mixinStandardHelpOptions = true)
final class ArtifactsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            List<RunArtifacts.Item> items = new RunArtifacts(anneal).list(new Runs(anneal).find(reference));
            if (options.json()) {
                terminal.out()
                        .println(Json.pretty(items.stream().map(Views::artifact).toList()));
                return 0;
            }
            TableText table = new TableText("ARTIFACT", "FILE", "TYPE", ">SIZE", "SHA-256", "REUSED FROM");
            for (RunArtifacts.Item item : items) {
                table.row(
                        item.name(),
                        item.artifact().name(),
                        item.artifact().type().word(),
                        Texts.bytes(item.artifact().size()),
                        item.artifact().digest().brief(),
                        item.reusedFrom() == null ? "" : item.reusedFrom());
            }
            if (table.empty()) {
                terminal.out().println("This run made no artifacts.");
            } else {
                table.print(terminal.out(), terminal);
            }
            return 0;
        }
    }
}
