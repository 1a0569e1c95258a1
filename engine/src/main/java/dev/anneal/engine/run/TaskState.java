package dev.anneal.engine.run;

import java.util.Locale;

/** Where a task run is. Terminal states never change. */
public enum TaskState {
    /** Predecessors have not ended. */
    PENDING,
    /** May start: its {@code when}, its cache key and what it takes are to be looked at. */
    READY,
    /** An attempt is alive. */
    RUNNING,
    /** It has become several task runs, and ends when they have. */
    EXPANDED,
    /** An attempt failed and the next one's time has not come. */
    WAITING,
    /** An attempt waits for a moment or a signal and holds no slot. */
    SUSPENDED,
    SUCCEEDED,
    SKIPPED,
    REJECTED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case SUCCEEDED, SKIPPED, REJECTED, FAILED, CANCELLED -> true;
            default -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
