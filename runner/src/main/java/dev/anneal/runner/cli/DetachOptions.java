package dev.anneal.runner.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** What commands take that drive runs: who does it, and how far. */
final class DetachOptions {

    @Option(
            names = "--no-follow",
            description = "Leave the runs that it requests to `anneal serve` or `anneal resume`.")
    private boolean noFollow;

    @Option(
            names = {"-d", "--detach"},
            description =
                    "Print the run's id and return; a process of its own drives it, also when the terminal closes.")
    private boolean detach;

    boolean follow() {
        return !noFollow;
    }

    boolean detach() {
        return detach;
    }

    /** For the process that drives in this one's place. */
    List<String> more() {
        return noFollow ? List.of("--no-follow") : List.of();
    }
}
