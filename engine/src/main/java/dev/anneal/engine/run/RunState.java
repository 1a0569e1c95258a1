package dev.anneal.engine.run;

import java.util.Locale;

/** Where a run is. Terminal states never change. */
public enum RunState {
    RUNNING,
    SUCCEEDED,
    /** A task failed and was not allowed to. */
    FAILED,
    /** A gate said no. */
    REJECTED,
    CANCELLED;

    public boolean ended() {
        return this != RUNNING;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
