package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.control.DetachedDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Leaves a run that is placed to a process of its own, and says how it is followed: the id alone goes to standard output. */
final class Detaching {

    private final Options options;
    private final Anneal anneal;
    private final Terminal terminal;

    Detaching(Options options, Anneal anneal) {
        this.options = options;
        this.anneal = anneal;
        this.terminal = options.terminal();
    }

    /** @return the exit code: 0, as the run is there and will end however it will */
    int start(Run run, DetachOptions how) {
        return start(run, how, false);
    }

    /** @param force whether the run is taken even from a process that holds it */
    int start(Run run, DetachOptions how, boolean force) {
        if (options.json()) {
            terminal.out().println(Json.pretty(Map.of("runs", List.of(Views.run(run)), "waiting", 0)));
        } else {
            terminal.out().println(run.id());
        }
        terminal.out().flush();
        String heading = terminal.bold(run.workflow()) + Texts.parameters(run.parameters(), 80) + "  " + run.id();
        if (run.state().ended()) {
            terminal.err()
                    .println(heading + " " + terminal.state(run.state())
                            + (run.reason().isEmpty() ? "" : ": " + run.reason()));
        } else {
            DetachedDriver driver = new DetachedDriver(anneal);
            List<String> more = new ArrayList<>(how.more());
            if (force) {
                more.add("--force");
            }
            driver.start(run.id(), more);
            terminal.err().println(heading + " goes on by itself");
            terminal.err()
                    .println(terminal.dim("anneal logs -f " + run.id() + " · anneal show " + run.id()
                            + " · anneal cancel " + run.id() + " · progress in " + driver.log(run.id())));
        }
        terminal.err().flush();
        return 0;
    }
}
