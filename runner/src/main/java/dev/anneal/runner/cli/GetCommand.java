package dev.anneal.runner.cli;

import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunArtifacts;
import dev.anneal.runner.app.Runs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal get RUN TASK/NAME}. */
@Command(
        name = "get",
        description = "Gets an artifact of a run: to standard output, or to a file or folder.",
        mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Parameters(index = "1", paramLabel = "TASK/NAME", description = "As `anneal artifacts RUN` lists it.")
    private String name = "";

    @Option(names = "--to", paramLabel = "PATH", description = "Where to put it; must not exist yet.")
    private @Nullable Path to;

    @Override
    public Integer call() {
        try (Anneal anneal = options.openExisting()) {
            RunArtifacts artifacts = new RunArtifacts(anneal);
            RunArtifacts.Item item = artifacts.find(new Runs(anneal).find(reference), name);
            if (to != null) {
                artifacts.copy(item, to);
                options.terminal()
                        .err()
                        .println(to + " (" + Texts.bytes(item.artifact().size()) + ")");
            } else {
                artifacts.copy(item, Terminal.bytes());
            }
            return 0;
        }
    }
}
