package dev.anneal.engine.execution;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.store.Tables;
import java.util.List;

/** Whose turn it is among the runs of one workflow: the oldest that waits goes first. */
final class Turns {

    private Turns() {}

    /** The runs that a queued one waits for; empty where it may start now. */
    static List<Run> before(Run run, Concurrency concurrency, Tables tables) {
        if (concurrency.limit() == 0) {
            return List.of();
        }
        List<Run> live = tables.runs().liveOf(run.workflow());
        List<Run> older =
                live.stream().takeWhile(other -> !other.id().equals(run.id())).toList();
        // Those that run may be younger where they were resumed.
        List<Run> running = live.stream()
                .filter(other ->
                        other.state() == RunState.RUNNING && !other.id().equals(run.id()))
                .toList();
        List<Run> more = older.size() >= running.size() ? older : running;
        return more.size() < concurrency.limit() ? List.of() : more;
    }
}
