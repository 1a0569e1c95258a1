package dev.anneal.engine.execution;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.store.Tables;
import java.util.List;

/** Whose turn it is among the runs of one workflow: the oldest that waits goes first. */
final class Turns {

    private Turns() {}

    /** Whether a queued run may start now. */
    static boolean come(Run run, Concurrency concurrency, Tables tables) {
        if (concurrency.limit() == 0) {
            return true;
        }
        int before = 0;
        for (Run other : tables.runs().liveOf(run.workflow())) {
            if (other.id().equals(run.id())) {
                break;
            }
            before++;
        }
        // Those that run may be younger where they were resumed.
        long running = running(tables.runs().liveOf(run.workflow()), run);
        return Math.max(before, running) < concurrency.limit();
    }

    private static long running(List<Run> live, Run but) {
        return live.stream()
                .filter(other ->
                        other.state() == RunState.RUNNING && !other.id().equals(but.id()))
                .count();
    }
}
