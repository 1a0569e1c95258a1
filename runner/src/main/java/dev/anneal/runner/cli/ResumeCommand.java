package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal resume RUN}. */
@Command(
        name = "resume",
        description = "Goes on with a run whose process ended before it, and with the runs that its chain requests.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String run = "";

    @Option(names = "--no-follow", description = "Leave the runs that it requests alone.")
    private boolean noFollow;

    @Override
    public Integer call() throws InterruptedException {
        try (Anneal anneal = options.openExisting()) {
            Run found = new Runs(anneal).find(run);
            return new Driving(options, anneal).drive((chains, listener) -> chains.follow(found, !noFollow, listener));
        }
    }
}
