package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.control.Cancellation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal cancel RUN}. */
@Command(
        name = "cancel",
        description = "Stops a run, whoever drives it: its attempts are ended, tasks that always run at the end do.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for who looks at the run later.")
    private String reason = "";

    @Option(names = "--no-wait", description = "Do not wait until another process has stopped it.")
    private boolean noWait;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            Run run = new Runs(anneal).find(reference);
            if (run.state().ended()) {
                return told(run, "already", terminal);
            }
            RunProgress progress = new RunProgress(terminal);
            AtomicBoolean asked = new AtomicBoolean();
            Run then = new Cancellation(anneal).cancel(run, why(), !noWait, progress, who -> {
                asked.set(true);
                progress.note("asked " + who + " to stop run " + run.id()
                        + (noWait ? ": `anneal show " + run.id() + "` tells when it has" : ""));
            });
            if (!then.state().ended()) {
                json(then, terminal);
                return 0;
            }
            return told(then, "", terminal);
        }
    }

    private String why() {
        String user = System.getProperty("user.name");
        return "cancelled by " + user + (reason.isBlank() ? "" : ": " + reason.strip());
    }

    /** @return 0 where it ended as it was to */
    private int told(Run run, String already, Terminal terminal) {
        PrintWriter err = terminal.err();
        boolean cancelled = run.state() == RunState.CANCELLED;
        err.println("run " + run.id() + " of " + run.workflow() + " "
                + (already.isEmpty() ? "" : "has " + already + " ended: it ")
                + (cancelled ? "was " : "") + terminal.state(run.state())
                + (run.reason().isEmpty() ? "" : ": " + run.reason())
                + (cancelled ? "" : ". It could not be cancelled any more."));
        err.flush();
        json(run, terminal);
        return cancelled ? 0 : ErrorText.FAILED;
    }

    private void json(Run run, Terminal terminal) {
        if (options.json()) {
            terminal.out().println(Json.pretty(Views.run(run)));
            terminal.out().flush();
        }
    }
}
