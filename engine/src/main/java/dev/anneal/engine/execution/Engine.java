package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.Allocator;
import dev.anneal.engine.attempt.AttemptLauncher;
import dev.anneal.engine.attempt.WorkerLaunch;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.process.LocalProcess;
import dev.anneal.engine.process.Processes;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.StaleOwnerException;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.task.TaskCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives runs of one home to their end and seals their archives. Thread-safe: several runs may be driven at once, each
 * on the thread that calls.
 */
public final class Engine implements AutoCloseable {

    private final Home home;
    private final Planner planner;
    private final Clock clock;
    private final AttemptLauncher launcher;
    private final Pools pools;
    private final Parts parts;
    private final Map<String, String> environment;
    private final Map<String, RunDriver> driving = new ConcurrentHashMap<>();
    private final Map<String, Boolean> inHand = new ConcurrentHashMap<>();
    private final RunDriver.Tools tools;
    private volatile @Nullable String stopReason;

    /**
     * @param environment versions of what runs, for the archives
     * @param workers how workers are started; null where they cannot be
     */
    public Engine(
            Home home,
            TaskCatalog catalog,
            Clock clock,
            Map<String, String> environment,
            @Nullable WorkerLaunch workers) {
        this.home = home;
        this.planner = new Planner(catalog);
        this.clock = clock;
        this.launcher = new AttemptLauncher(home, catalog, clock, workers);
        this.pools = new Pools(home.store());
        this.environment = Map.copyOf(environment);
        this.parts = new Parts(this, home);
        RunOrders orders = new RunOrders(home.store(), clock, () -> "");
        this.tools = new RunDriver.Tools(
                home,
                catalog,
                launcher,
                new Allocator(pools::size),
                pools,
                new SharedLimits(
                        pools, home.runs(), run -> !Processes.ofRun(run).alive().isEmpty()),
                new EffectApplier(catalog),
                new SubRuns(orders, parts),
                others(),
                clock);
    }

    /** How much there is of what attempts take. */
    public Pools pools() {
        return pools;
    }

    /**
     * Drives a run from wherever its journal stands to its end and seals its archive; one that has ended is only sealed,
     * if it is not.
     *
     * @throws AnnealException not-found, or environment where another process holds the run
     */
    public Run drive(String id, RunListener listener) throws InterruptedException {
        return drive(id, false, listener);
    }

    /**
     * As {@link #drive(String, RunListener)}.
     *
     * @param force takes the run, and its parts, even from a process that holds it; that one can write to it no more
     */
    public Run drive(String id, boolean force, RunListener listener) throws InterruptedException {
        try (Ownership.Held held = force ? home.runs().force(id) : acquire(id);
                InHand until = new InHand(id, force)) {
            Run run = find(id);
            if (!run.state().ended()) {
                if (run.state() == RunState.QUEUED) {
                    // It may have told others to stop.
                    nudge();
                }
                run = drivenOrTold(run, force, listener);
                nudge();
            }
            if (run.archive() == null) {
                endProcesses(run, listener);
            }
            parts.endOf(run, listener);
            Run sealed = run.archive() == null && run.state() != RunState.SKIPPED ? seal(run, listener) : run;
            listener.ended(sealed);
            return sealed;
        }
    }

    /** How long a run is this engine's to see to. */
    private final class InHand implements AutoCloseable {
        private final String run;

        InHand(String run, boolean forced) {
            this.run = run;
            inHand.put(run, forced);
        }

        @Override
        public void close() {
            inHand.remove(run);
        }
    }

    /** Whether a run that is driven here was taken by force; empty where it is not driven here. */
    Optional<Boolean> forced(String run) {
        return Optional.ofNullable(inHand.get(run));
    }

    /** Asks every run that this engine drives, now or later, to stop. */
    public void stopAll(String reason) {
        stopReason = reason;
        driving.values().forEach(driver -> driver.tell(new Signal.Cancel(reason)));
    }

    /**
     * Asks a run to stop, whoever drives it; it ends as cancelled. The wish is kept: a run that nobody drives stops when
     * somebody does.
     */
    public void cancel(String id, String reason) {
        RunDriver driver = driving.get(id);
        if (driver != null) {
            driver.tell(new Signal.Cancel(reason));
            return;
        }
        var message = new MailTable.Message(MailTable.CANCEL, Map.of("reason", reason), clock.instant());
        // Nobody would take what is sent to a run that has ended.
        boolean sent = home.store().write(Durability.MACHINE, tables -> {
            boolean live =
                    tables.runs().find(id).filter(run -> !run.state().ended()).isPresent();
            if (live) {
                tables.mail().send(id, message);
            }
            return live;
        });
        if (sent) {
            nudge();
        }
    }

    /** Ids of the runs that this engine is driving. */
    public List<String> driving() {
        return List.copyOf(driving.keySet());
    }

    /** Lets everybody who drives a run on this home look whether something has come for it. */
    public void nudge() {
        nudged();
        home.neighbours().nudge();
    }

    private RunDriver.Others others() {
        return new RunDriver.Others() {
            @Override
            public void released() {
                driving.values().stream().filter(RunDriver::parked).forEach(driver -> driver.tell(new Signal.Nudged()));
                home.neighbours().nudge();
            }

            @Override
            public void cancel(String run, String reason) {
                Engine.this.cancel(run, reason);
            }

            @Override
            public void takeUp(Run left, RunListener listener) {
                parts.takeUp(left, listener);
            }
        };
    }

    /** Something happened on the home, in this process or another. */
    public void nudged() {
        pools.refresh();
        driving.values().forEach(driver -> driver.tell(new Signal.Nudged()));
        tools.allocator().retry();
    }

    void later(Duration delay, Runnable work) {
        var unused = launcher.later(delay, work);
    }

    private Ownership.Held acquire(String id) {
        var held = home.runs().tryAcquire(id);
        if (held.isEmpty()) {
            String holder = home.runs().holder(id).orElse("another process");
            throw AnnealException.environment(
                    "run-held",
                    "run " + id + " is being driven by " + holder
                            + "; wait for it, end that process, or take the run from it with `anneal resume " + id
                            + " --force`",
                    null);
        }
        return held.get();
    }

    private Run find(String id) {
        return home.store()
                .read(tables -> tables.runs().find(id))
                .orElseThrow(() -> AnnealException.notFound("run", "there is no run " + id));
    }

    private Run drivenOrTold(Run run, boolean force, RunListener listener) throws InterruptedException {
        try {
            return driven(run, force, listener);
        } catch (StaleOwnerException taken) {
            throw taken;
        } catch (AnnealException e) {
            if (e.kind() != AnnealException.Kind.ENVIRONMENT) {
                throw e;
            }
            String next = ". Run " + run.id() + " stands where it was last written down: `anneal resume " + run.id()
                    + "` goes on with it";
            throw AnnealException.environment(e.id(), e.getMessage() + next, e);
        }
    }

    private Run driven(Run run, boolean force, RunListener listener) throws InterruptedException {
        long epoch =
                home.store().write(Durability.PROCESS, tables -> tables.runs().takeOver(run.id()));
        if (force) {
            // Whoever had it learns that as soon as it wakes.
            nudge();
        }
        Plan plan = plan(run);
        List<RunEvent> journal = home.store().read(tables -> tables.runs().journal(run.id()));
        RunMachine machine = new RunMachine(
                run.id(),
                plan.tasks().stream()
                        .map(task -> new RunMachine.Node(task.spec(), task.predecessors()))
                        .toList());
        journal.forEach(machine::apply);
        var unused = machine.takeChanged();
        RunDriver.RunStart start = new RunDriver.RunStart(
                find(run.id()),
                plan,
                machine,
                Reuse.of(run, home),
                epoch,
                journal.isEmpty() ? null : journal.get(0).at());
        RunDriver driver = new RunDriver(tools, start, listener);
        driving.put(run.id(), driver);
        String stopped = stopReason;
        if (stopped != null) {
            driver.tell(new Signal.Cancel(stopped));
        }
        try {
            return driver.drive();
        } finally {
            driving.remove(run.id());
        }
    }

    private Plan plan(Run run) {
        WorkflowSpec spec = home.store()
                .read(tables -> tables.workflows().spec(run.spec()))
                .orElseThrow(() -> AnnealException.fault("no-spec", "the spec of run " + run.id() + " is gone", null));
        return planner.plan(spec);
    }

    /** Nothing of a run outlives it, not even what left its parent. */
    private static void endProcesses(Run run, RunListener listener) {
        if (!Processes.ofRun(run.id()).end(LocalProcess.GRACE)) {
            listener.fault(run, "a process of its attempts cannot be ended; the system holds on to it");
        }
    }

    private Run seal(Run run, RunListener listener) {
        try {
            Path folder = home.workspace().archives();
            var sealed = home.archiver().seal(folder, run.id() + ".tar.zst", ArchiveContent.of(home, run, environment));
            String path = home.workspace()
                    .home()
                    .relativize(folder.resolve(sealed.path()))
                    .toString();
            Run after = run.sealed(new Run.SealedArchive(path, sealed.digest(), sealed.size()));
            home.store().change(Durability.MACHINE, tables -> tables.runs().update(after));
            return after;
        } catch (AnnealException e) {
            // What was damaged is not mended by sealing again, and its message says what does.
            String next = e.id().equals(ArchiveContent.DAMAGED) ? "" : ". Mend that, then: anneal resume " + run.id();
            listener.fault(run, "the archive could not be sealed: " + e.getMessage() + next);
            return run;
        }
    }

    /** Whether a run is a part of another one, which sees to it. */
    static boolean isPart(Run run) {
        return run.cause().kind() == RunCause.Kind.TASK;
    }

    @Override
    public void close() {
        parts.close();
        launcher.close();
    }
}
