package dev.anneal.engine.run;

import java.time.Instant;

/** What the reducer wants done. Never stored: what is outstanding is derived from the state. */
public sealed interface RunCommand {

    /** Look at {@code when} and the cache, then skip it, reuse a result or start an attempt. */
    record Prepare(String task) implements RunCommand {}

    /** Its predecessors' ends do not let it run. */
    record Skip(String task, String reason) implements RunCommand {}

    /** {@link Prepare} it when the moment has come. */
    record PrepareAt(String task, Instant due) implements RunCommand {}

    /** An attempt is alive in the state: watch it, or find out what became of it after a restart. */
    record Watch(String task, int attempt, long token) implements RunCommand {}

    record Cancel(String task, int attempt, long token) implements RunCommand {}

    record End(RunState state, String reason) implements RunCommand {}
}
