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

    /** What is said of a run: {@code is running}, {@code failed}, {@code was cancelled}. */
    public String clause() {
        return switch (this) {
            case QUEUED, RUNNING -> "is " + word();
            case SUCCEEDED, FAILED -> word();
            case REJECTED, CANCELLED, SKIPPED -> "was " + word();
        };
    }
}
