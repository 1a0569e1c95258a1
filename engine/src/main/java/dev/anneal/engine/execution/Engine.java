package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.AttemptLauncher;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.task.TaskCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives runs of one home to their end and seals their archives. Thread-safe: several runs may be driven at once, each
 * on the thread that calls.
 */
public final class Engine implements AutoCloseable {

    private final Home home;
    private final TaskCatalog catalog;
    private final Planner planner;
    private final Clock clock;
    private final AttemptLauncher launcher;
    private final Map<String, String> environment;
    private final Map<String, RunDriver> driving = new ConcurrentHashMap<>();
    private volatile @Nullable String stopReason;

    /**
     * @param slots how many attempts may be alive at once
     * @param environment versions of what runs, for the archives
     */
    public Engine(Home home, TaskCatalog catalog, Clock clock, int slots, Map<String, String> environment) {
        this.home = home;
        this.catalog = catalog;
        this.planner = new Planner(catalog);
        this.clock = clock;
        this.launcher = new AttemptLauncher(home, catalog, clock, slots);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Drives a run from wherever its journal stands to its end and seals its archive; one that has ended is only sealed,
     * if it is not.
     *
     * @throws AnnealException not-found, or environment where another process holds the run
     */
    public Run drive(String id, RunListener listener) throws InterruptedException {
        try (Ownership.Held held = acquire(id)) {
            Run run = find(id);
            if (!run.state().ended()) {
                run = drive(run, listener);
            }
            Run sealed = run.archive() == null ? seal(run, listener) : run;
            listener.ended(sealed);
            return sealed;
        }
    }

    /** Asks every run that this engine drives, now or later, to stop. */
    public void stopAll(String reason) {
        stopReason = reason;
        driving.values().forEach(driver -> driver.cancel(reason));
    }

    /** Asks a run that this engine drives to stop; it ends as cancelled. Without effect on other runs. */
    public void cancel(String id, String reason) {
        RunDriver driver = driving.get(id);
        if (driver != null) {
            driver.cancel(reason);
        }
    }

    /** Ids of the runs that this engine is driving. */
    public List<String> driving() {
        return List.copyOf(driving.keySet());
    }

    private Ownership.Held acquire(String id) {
        var held = home.runs().tryAcquire(id);
        if (held.isEmpty()) {
            String holder = home.runs().holder(id).orElse("another process");
            throw AnnealException.environment(
                    "run-held",
                    "run " + id + " is being driven by " + holder + "; wait for it, or end that process",
                    null);
        }
        return held.get();
    }

    private Run find(String id) {
        return home.store()
                .read(tables -> tables.runs().find(id))
                .orElseThrow(() -> AnnealException.notFound("run", "there is no run " + id));
    }

    private Run drive(Run run, RunListener listener) throws InterruptedException {
        long epoch =
                home.store().write(Durability.PROCESS, tables -> tables.runs().takeOver(run.id()));
        Plan plan = plan(run);
        List<RunEvent> journal = home.store().read(tables -> tables.runs().journal(run.id()));
        List<TaskRun> stored = home.store().read(tables -> tables.runs().taskRuns(run.id()));
        RunMachine machine = new RunMachine(plan.tasks().stream()
                .map(task -> new RunMachine.Node(
                        task.spec().name(),
                        task.predecessors(),
                        task.spec().flow().runIf(),
                        task.spec().attempts().retry()))
                .toList());
        journal.forEach(machine::apply);
        RunDriver driver = new RunDriver(
                home,
                launcher,
                clock,
                listener,
                new RunDriver.RunStart(
                        run,
                        plan,
                        machine,
                        new Projection(run.id(), plan, machine, stored),
                        new EffectApplier(catalog),
                        epoch));
        driving.put(run.id(), driver);
        String stopped = stopReason;
        if (stopped != null) {
            driver.cancel(stopped);
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
            listener.fault(
                    run,
                    "the archive could not be sealed: " + e.getMessage() + ". Mend that, then: anneal resume "
                            + run.id());
            return run;
        }
    }

    @Override
    public void close() {
        launcher.close();
    }
}
