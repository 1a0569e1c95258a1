package dev.anneal.runner.cli;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.control.Resumption;
import dev.anneal.runner.app.control.Resumption.Way;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal resume RUN}. */
@Command(
        name = "resume",
        description = "Goes on with a run, and with the runs that its chain requests: in place where it has not ended;"
                + " where it failed, was refused or cancelled, as a new run that takes over what succeeded.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Mixin
    private DetachOptions detached = new DetachOptions();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Option(
            names = "--from",
            paramLabel = "TASK",
            description = "Of a run that has ended: run this task again, and all that needs it.")
    private @Nullable String from;

    @Option(
            names = "--code",
            paramLabel = "original|latest",
            description = "Of a run that has ended: the workflow as it was, or as its file says it now.")
    private @Nullable String code;

    @Option(
            names = "--force",
            description = "Take the run even from a process that holds it; that one can write to it no more.")
    private boolean force;

    @Override
    public Integer call() throws InterruptedException {
        if (code != null && !code.equals("original") && !code.equals("latest")) {
            throw AnnealException.badInput("code", "--code takes original or latest, found '" + code + "'.");
        }
        try (Anneal anneal = options.openExisting()) {
            Run run = new Runs(anneal).find(reference);
            Resumption resumption = new Resumption(anneal);
            Way way = resumption.of(run, new Resumption.Wish(from, code, force));
            tell(run, way);
            if (detached.detach()) {
                Run placed = resumption.place(way, anneal.chains());
                return new Detaching(options, anneal).start(placed, detached, force);
            }
            return new Driving(options, anneal)
                    .drive((chains, listener) -> resumption.carryOut(way, detached.follow(), chains, listener));
        }
    }

    private void tell(Run asked, Way way) {
        Terminal terminal = options.terminal();
        Run run = way instanceof Way.InPlace here ? here.run() : ((Way.Anew) way).ended();
        if (!run.id().equals(asked.id())) {
            terminal.err()
                    .println("run " + asked.id() + " was resumed before, as " + run.id() + ": going on with that");
        }
        if (way instanceof Way.InPlace && run.state().ended() && run.archive() != null) {
            terminal.err()
                    .println("run " + run.id() + " has " + run.state().word() + ", so nothing of it is left to do");
        }
        terminal.err().flush();
    }
}
