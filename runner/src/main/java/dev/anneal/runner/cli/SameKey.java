package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.control.Drivers;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run that was ordered with a key before: it is told how that ended, after waiting for it, or going on with it, where it has not. */
final class SameKey {

    private final Options options;
    private final Anneal anneal;
    private final DetachOptions how;

    SameKey(Options options, Anneal anneal, DetachOptions how) {
        this.options = options;
        this.anneal = anneal;
        this.how = how;
    }

    /** @return the exit code of that run; 0 where nobody is to wait for it */
    int tell(Run before, @Nullable String key) throws InterruptedException {
        Terminal terminal = options.terminal();
        PrintWriter err = terminal.err();
        Drivers drivers = new Drivers(anneal);
        Optional<String> driver = drivers.of(before);
        err.println("run " + before.id() + " was ordered with the key '" + key + "' "
                + Texts.ago(before.createdAt(), anneal.clock().instant()) + ": "
                + (before.state().ended()
                        ? "it " + terminal.state(before.state())
                        : driver.map(who -> "it is " + before.state().word() + ", driven by " + who)
                                .orElse("it is " + before.state().word() + ", and nobody drives it")));
        err.flush();
        boolean left = !before.state().ended() && driver.isEmpty();
        if (how.detach()) {
            if (left) {
                return new Detaching(options, anneal).start(before, how);
            }
            terminal.out().println(before.id());
            return 0;
        }
        Run run = before;
        if (!run.state().ended() && driver.isPresent()) {
            run = drivers.await(run);
        }
        if (!run.state().ended()) {
            Run open = run;
            return new Driving(options, anneal)
                    .drive((chains, listener) -> chains.follow(open, how.follow(), listener));
        }
        if (!before.state().ended()) {
            err.println("  " + terminal.state(run.state()) + " in " + Texts.between(run.createdAt(), run.endedAt())
                    + (run.reason().isEmpty() ? "" : ": " + run.reason()));
        }
        err.println(terminal.dim("anneal show " + run.id()));
        err.flush();
        return new Driving(options, anneal).tell(run);
    }
}
