package dev.anneal.engine.run;

import java.util.Locale;

/** Where a run is. Terminal states never change. */
public enum RunState {
    /** It waits for its turn: as many runs of its workflow as may go on at once do. */
    QUEUED,
    RUNNING,
    SUCCEEDED,
    /** A task failed and was not allowed to. */
    FAILED,
    /** A gate said no. */
    REJECTED,
    CANCELLED,
    /** It never began, because another run of its workflow was going on. */
    SKIPPED;

    public boolean ended() {
        return this != RUNNING && this != QUEUED;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
