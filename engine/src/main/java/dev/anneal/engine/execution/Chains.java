package dev.anneal.engine.execution;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.RunState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drives a run and the chain of runs that it requests. A chain belongs to who follows it: nobody else takes up its
 * requests meanwhile. Thread-safe.
 */
public final class Chains {

    private final Home home;
    private final Engine engine;
    private final RunOrders orders;
    private final Clock clock;
    private volatile boolean draining;

    public Chains(Home home, Engine engine, RunOrders orders, Clock clock) {
        this.home = home;
        this.engine = engine;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * What following a chain came to.
     *
     * @param runs that were driven, in order
     * @param waiting requests that are left, because they are not due or nobody was to follow them
     * @param found whether the run had been ordered before, so that whoever ordered it drives it
     */
    public record Followed(List<Run> runs, List<RunRequest> waiting, boolean found) {

        /** Of runs that were driven. */
        public Followed(List<Run> runs, List<RunRequest> waiting) {
            this(runs, waiting, false);
        }

        public Followed {
            runs = List.copyOf(runs);
            waiting = List.copyOf(waiting);
        }
    }

    /** Whether somebody follows the chain now. */
    public boolean followed(String root) {
        return !home.chains().isFree(root);
    }

    /**
     * Makes a run and drives it, and if {@code follow} each run that the chain requests. The chain is owned before the run
     * is there, so that no other process can take it up in between. Where there is a run with the order's key already,
     * that is all that comes of it.
     */
    public Followed begin(NewRun order, boolean follow, RunListener listener) throws InterruptedException {
        String id = orders.newId();
        try (Ownership.Held chain = own(id, "")) {
            Run run = orders.place(id, order);
            if (!run.id().equals(id)) {
                return new Followed(List.of(run), List.of(), true);
            }
            if (run.state() == RunState.QUEUED) {
                engine.nudge();
            }
            Followed followed = follow(run, id, follow, listener);
            if (run.state() == RunState.SKIPPED) {
                tellLeft(run, listener);
            }
            return followed;
        }
    }

    /** What keeps others of its workflow from running may be left by a process that died. */
    private void tellLeft(Run skipped, RunListener listener) {
        LeftRuns left = new LeftRuns(home);
        home.store().read(tables -> tables.runs().liveOf(skipped.workflow())).stream()
                .filter(left::has)
                .forEach(run -> listener.fault(skipped, "it was skipped because of " + LeftRuns.described(run)));
    }

    /**
     * Drives a run, and if {@code follow} each run that the chain requests until none is left that is due.
     *
     * @throws AnnealException environment, where the chain belongs to another process
     */
    public Followed follow(Run first, boolean follow, RunListener listener) throws InterruptedException {
        try (Ownership.Held chain = own(first.root(), takeIt(first))) {
            return follow(first, first.root(), follow, listener);
        }
    }

    /**
     * Goes on from a run that has ended, as a new run of its chain.
     *
     * @param from the task that runs again, with all that needs it; null for none
     * @param latest whether the workflow is taken as it is registered now
     */
    public Followed goOn(Run ended, @Nullable String from, boolean latest, boolean follow, RunListener listener)
            throws InterruptedException {
        try (Ownership.Held chain = own(ended.root(), "")) {
            RunCause cause = RunCause.command("resumed from " + ended.id());
            return follow(orders.goOn(ended, from, latest, cause), ended.root(), follow, listener);
        }
    }

    /**
     * As {@link #follow(Run, boolean, RunListener)}, of a chain and a run that another process may hold: that one can
     * write to the run no more.
     */
    public Followed take(Run first, boolean follow, RunListener listener) throws InterruptedException {
        try (Ownership.Held chain = home.chains().force(first.root())) {
            return onwards(engine.drive(first.id(), true, listener), first.root(), follow, listener);
        }
    }

    /** Lets every chain end after the run that it is at; what is requested stays for a later follower. */
    public void drain() {
        draining = true;
    }

    private static String takeIt(Run run) {
        return ", or take the run from it with `anneal resume " + run.id() + " --force`";
    }

    private Ownership.Held own(String root, String otherwise) {
        var held = home.chains().tryAcquire(root);
        if (held.isEmpty()) {
            throw AnnealException.environment(
                    "chain-held",
                    "the chain of run " + root + " is being followed by "
                            + home.chains().holder(root).orElse("another process")
                            + "; wait for it, or end that process" + otherwise,
                    null);
        }
        return held.get();
    }

    private Followed follow(Run first, String root, boolean follow, RunListener listener) throws InterruptedException {
        return onwards(engine.drive(first.id(), listener), root, follow, listener);
    }

    /** Goes on with the chain of a run that was driven to its end. */
    private Followed onwards(Run first, String root, boolean follow, RunListener listener) throws InterruptedException {
        List<Run> runs = new ArrayList<>(List.of(first));
        Set<String> done = new HashSet<>(Set.of(first.id()));
        Run ended = first;
        while (follow && !draining && ended.state() != RunState.CANCELLED) {
            Optional<Run> next = unfinished(root, done).or(() -> requested(root));
            if (next.isEmpty()) {
                break;
            }
            Run driven = engine.drive(next.get().id(), listener);
            done.add(driven.id());
            // One that was gone on with has come out as that did; only its seal was wanting.
            if (runs.stream().noneMatch(later -> driven.id().equals(later.resumedFrom()))) {
                ended = driven;
                runs.add(driven);
            }
        }
        return new Followed(runs, home.store().read(tables -> tables.requests().pendingOf(root)));
    }

    /** A run of the chain that an earlier follower left without its end, or without its seal. */
    private Optional<Run> unfinished(String root, Set<String> done) {
        return home.store().read(tables -> tables.runs().chain(root)).stream()
                .filter(run -> !Engine.isPart(run)
                        && !done.contains(run.id())
                        && (!run.state().ended() || run.archive() == null))
                .findFirst();
    }

    private Optional<Run> requested(String root) {
        Instant now = clock.instant();
        for (RunRequest request : home.store().read(tables -> tables.requests().pendingOf(root))) {
            Instant notBefore = request.notBefore();
            if (notBefore == null || !notBefore.isAfter(now)) {
                Optional<Run> run = orders.fulfil(request);
                if (run.isPresent()) {
                    return run;
                }
            }
        }
        return Optional.empty();
    }
}
