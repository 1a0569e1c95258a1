package dev.anneal.engine.run;

import java.time.Instant;

/** What the reducer wants done. Never stored: what is outstanding is derived from the state. */
public sealed interface RunCommand {

    /**
     * Decide what becomes of a task that may start: look at {@code when} and what is there to reuse, then skip it, reuse
     * a result, expand it or start an attempt. Of an expanded task: whether it is to be repeated.
     */
    record Prepare(String task) implements RunCommand {}

    /** Its predecessors' ends do not let it run. */
    record Skip(String task, String reason) implements RunCommand {}

    /** {@link Prepare} it when the moment has come. */
    record PrepareAt(String task, Instant due) implements RunCommand {}

    /** A suspended task waits for a signal: see to it that it will be told, or tell it where the signal has come. */
    record Await(String task, String signal) implements RunCommand {}

    /** An attempt is alive in the state: watch it, or find out what became of it after a restart. */
    record Watch(String task, int attempt, long token) implements RunCommand {}

    /** Stop a live attempt. */
    record Cancel(String task, int attempt, long token) implements RunCommand {}

    /** The task is to have ended when the moment has come. */
    record TimeOutAt(String task, Instant due) implements RunCommand {}

    record End(RunState state, String reason) implements RunCommand {}
}
