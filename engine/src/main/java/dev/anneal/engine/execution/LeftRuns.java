package dev.anneal.engine.execution;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.run.Run;

/** Runs that have not ended and that nobody drives: their process died, and no other has taken them up. */
final class LeftRuns {

    private final Home home;

    LeftRuns(Home home) {
        this.home = home;
    }

    /** Who follows a chain is about to drive its runs, even where it does not yet. */
    boolean has(Run run) {
        return !run.state().ended()
                && home.runs().isFree(run.id())
                && home.chains().isFree(run.root());
    }

    /** What a person should know of one. */
    static String described(Run left) {
        return "run " + left.id() + ", which is " + left.state().word() + " though nobody drives it: `anneal resume "
                + left.id() + "` goes on with it, `anneal cancel " + left.id() + "` ends it";
    }
}
