package dev.anneal.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * Why a run is.
 *
 * @param detail for a person: who ran it, the trigger's name and moment, or the request's reason
 * @param run the run that asked for it; null where none did
 * @param task the task that asked for it; null where none did
 */
public record RunCause(
        Kind kind,
        String detail,
        @Nullable String run,
        @Nullable String task) {

    /** What kind of thing caused a run. */
    public enum Kind {
        COMMAND,
        TRIGGER,
        REQUEST,
        /** A task that runs this run's workflow as a part of its own run, and waits for it. */
        TASK
    }

    public static RunCause command(String detail) {
        return new RunCause(Kind.COMMAND, detail, null, null);
    }
}
