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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts attempts on this machine and stops them. Shared by all drivers; thread-safe. */
public final class AttemptLauncher implements AutoCloseable {

    /** How long an attempt that was told to stop may take to do so before that is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * How long an attempt may take.
     *
     * @param left what is left of it
     */
    public record TimeLimit(Duration timeout, Duration left) {}

    /** One attempt. */
    public record AttemptId(String run, long token) {}

    private record Listened(LiveAttempt attempt, AttemptListener listener) {}

    private final Home home;
    private final TaskCatalog catalog;
    private final Clock clock;
    private final AttemptRunner runner;
    private final Duration patience;
    private final Map<AttemptId, Listened> live = new ConcurrentHashMap<>();
    private final Map<AttemptId, LiveAttempt> leaving = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon(work, "attempt"));
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "timer"));

    /** @param workers how workers are started; null where they cannot be */
    public AttemptLauncher(Home home, TaskCatalog catalog, Clock clock, @Nullable WorkerLaunch workers) {
        this(home, catalog, clock, workers, PATIENCE);
    }

    /** @param patience how long an attempt that was told to stop may take to do so before that is told */
    AttemptLauncher(Home home, TaskCatalog catalog, Clock clock, @Nullable WorkerLaunch workers, Duration patience) {
        this.patience = patience;
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

    /** Does what may take long on a thread of its own. */
    public void aside(Runnable work) {
        threads.execute(work);
    }

    /** Does the work once, after the delay, unless that is cancelled; at once where it is over already. */
    public Future<?> later(Duration delay, Runnable work) {
        return timers.schedule(work, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts an attempt, or finds out what became of one.
     *
     * @param recover whether it was started before, by another process or for a driver of this one that is gone
     * @param limit null for none
     */
    public void start(
            AttemptDescriptor descriptor, boolean recover, @Nullable TimeLimit limit, AttemptListener listener) {
        AttemptId id = new AttemptId(descriptor.run().id(), descriptor.token());
        LiveAttempt attempt = new LiveAttempt(outlives(descriptor), outcome -> {
            live.remove(id);
            listener.ended(outcome);
        });
        LiveAttempt before = leaving.get(id);
        // It can be told to stop from now on, even before it begins.
        live.put(id, new Listened(attempt, listener));
        threads.execute(() -> {
            attempt.run(recover, () -> {
                if (before != null) {
                    before.awaitGone();
                }
                return outcome(descriptor, recover, listener);
            });
            leaving.remove(id, attempt);
        });
        if (limit != null) {
            attempt.timer(later(limit.left(), () -> stop(id, tooLong(limit.timeout()))));
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

    /** Tells an attempt to stop; its outcome comes when it has. */
    public void cancel(AttemptId id) {
        stop(id, TaskOutcome.Failed.of(FailureKind.ERROR, "cancelled"));
    }

    /**
     * Lets go of every live attempt of a run whose driver is gone; their outcomes go nowhere. What has a process of its own
     * goes on, and this engine does nothing to it any more: the run's next driver, which may be another process's, finds it
     * again. What runs in this process is stopped, and waited for as long as patience lasts.
     */
    public void abandon(String run) {
        Map<AttemptId, LiveAttempt> left = new HashMap<>();
        live.forEach((id, known) -> {
            if (id.run().equals(run)) {
                left.put(id, known.attempt());
            }
        });
        leaving.putAll(left);
        left.forEach((id, attempt) -> {
            live.remove(id);
            attempt.abandon();
        });
        Instant end = Instant.now().plus(patience);
        try {
            for (Map.Entry<AttemptId, LiveAttempt> one : left.entrySet()) {
                if (one.getValue().awaitGone(Duration.between(Instant.now(), end))) {
                    leaving.remove(one.getKey(), one.getValue());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(AttemptId id, TaskOutcome verdict) {
        Listened known = live.get(id);
        if (known != null) {
            known.attempt().stop(verdict);
            remind(known, patience);
        }
    }

    /** An attempt that is given up while it goes on would overlap with the next one. */
    private void remind(Listened known, Duration since) {
        known.attempt().timer(later(patience, () -> {
            if (known.attempt().stopAgain()) {
                known.listener().deaf(since);
                remind(known, since.plus(patience));
            }
        }));
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
        live.values().forEach(known -> known.attempt().abandon());
        live.clear();
        threads.shutdown();
    }
}
