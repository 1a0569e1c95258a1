package dev.anneal.engine.attempt;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.process.LocalProcess;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.TaskType;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts attempts on this machine and stops them. Shared by all drivers; thread-safe. */
public final class AttemptLauncher implements AutoCloseable {

    /** How long an attempt that was told to stop may take to do so before it is given up. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * How long an attempt may take.
     *
     * @param left what is left of it
     */
    public record TimeLimit(Duration timeout, Duration left) {}

    /** One attempt. */
    public record AttemptId(String run, long token) {}

    private final Home home;
    private final TaskCatalog catalog;
    private final Clock clock;
    private final AttemptRunner runner;
    private final Map<AttemptId, LiveAttempt> live = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon(work, "attempt"));
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "timer"));

    /** @param workers how workers are started; null where they cannot be */
    public AttemptLauncher(Home home, TaskCatalog catalog, Clock clock, @Nullable WorkerLaunch workers) {
        this.home = home;
        this.catalog = catalog;
        this.clock = clock;
        this.runner = new AttemptRunner(home.workspace(), workers, LocalProcess.GRACE);
        timers.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "anneal-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Does the work once, after the delay; at once where that is over already. */
    public void later(Duration delay, Runnable work) {
        var unused = schedule(delay, work);
    }

    /** Does what may take long on a thread of its own. */
    public void aside(Runnable work) {
        threads.execute(work);
    }

    private Future<?> schedule(Duration delay, Runnable work) {
        return timers.schedule(work, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts an attempt, or finds out what became of one.
     *
     * @param recover whether another process started it
     * @param limit null for none
     * @param done called exactly once, on any thread
     */
    public void start(
            AttemptDescriptor descriptor,
            boolean recover,
            @Nullable TimeLimit limit,
            ProgressSink progress,
            Consumer<TaskOutcome> done) {
        AttemptId id = new AttemptId(descriptor.run().id(), descriptor.token());
        LiveAttempt attempt = new LiveAttempt(outlives(descriptor), outcome -> {
            live.remove(id);
            done.accept(outcome);
        });
        // It can be told to stop from now on, even before it begins.
        live.put(id, attempt);
        threads.execute(() -> attempt.run(recover, () -> outcome(descriptor, recover, progress)));
        if (limit != null) {
            attempt.limit(schedule(limit.left(), () -> stop(id, tooLong(limit.timeout()))));
        }
    }

    private boolean outlives(AttemptDescriptor descriptor) {
        return descriptor.means().executor() == Placement.Executor.WORKER
                || catalog.find(descriptor.type()).orElse(null) instanceof CommandTask;
    }

    private static TaskOutcome tooLong(Duration timeout) {
        return TaskOutcome.Failed.of(
                FailureKind.TIMEOUT, "it took longer than its timeout of " + Durations.forPeople(timeout));
    }

    /** Tells an attempt to stop; its end comes as an outcome, at the latest after a grace time. */
    public void cancel(AttemptId id) {
        stop(id, TaskOutcome.Failed.of(FailureKind.ERROR, "cancelled"));
    }

    /**
     * Lets go of every live attempt of a run whose driver is gone; their outcomes go nowhere. What runs in this process is
     * stopped. What has a process of its own goes on, and this engine does nothing to it any more: the run's next driver,
     * which may be another process's, finds it again.
     */
    public void abandon(String run) {
        live.forEach((id, attempt) -> {
            if (id.run().equals(run)) {
                live.remove(id);
                attempt.abandon();
            }
        });
    }

    private void stop(AttemptId id, TaskOutcome verdict) {
        LiveAttempt attempt = live.get(id);
        if (attempt != null) {
            attempt.stop(verdict);
            later(GRACE, () -> attempt.end(verdict));
        }
    }

    /** Whatever happens there is an outcome: without one the run would wait for ever. */
    private TaskOutcome outcome(AttemptDescriptor descriptor, boolean recover, ProgressSink progress) {
        try {
            return run(descriptor, recover, progress);
        } catch (Throwable fault) {
            String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
            return TaskOutcome.Failed.of(FailureKind.ERROR, message);
        }
    }

    private TaskOutcome run(AttemptDescriptor descriptor, boolean recover, ProgressSink progress) {
        TaskType<?> type = catalog.find(descriptor.type())
                .orElseThrow(() -> new IllegalStateException("no task type " + descriptor.type()));
        try (AttemptContext context =
                new AttemptContext(descriptor, home.workspace(), home.artifacts(), home.store(), clock, progress)) {
            return recover ? runner.recover(type, descriptor, context) : runner.run(type, descriptor, context);
        }
    }

    /** As {@link #abandon}, of every run. */
    @Override
    public void close() {
        timers.shutdownNow();
        live.values().forEach(LiveAttempt::abandon);
        live.clear();
        threads.shutdown();
    }
}
