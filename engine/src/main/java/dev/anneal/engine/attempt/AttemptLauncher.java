package dev.anneal.engine.attempt;

import dev.anneal.engine.home.Home;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts attempts on this machine, at most so many at once, and stops them. Shared by all drivers; thread-safe. */
public final class AttemptLauncher implements AutoCloseable {

    /** How long an attempt that was told to stop may take to do so before it is given up. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** One live attempt. */
    public record AttemptId(String run, long token) {}

    /** @param verdict why it was told to stop, which counts in place of what comes of that */
    private record Live(Future<?> thread, Consumer<TaskOutcome> end, AtomicReference<TaskOutcome> verdict) {}

    private final Home home;
    private final TaskCatalog catalog;
    private final Clock clock;
    private final AttemptRunner runner;
    private final Slots slots;
    private final Map<AttemptId, Live> live = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon(work, "attempt"));
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "timer"));

    public AttemptLauncher(Home home, TaskCatalog catalog, Clock clock, int slots) {
        this.home = home;
        this.catalog = catalog;
        this.clock = clock;
        this.runner = new AttemptRunner(home.workspace());
        this.slots = new Slots(slots);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "anneal-" + name);
        thread.setDaemon(true);
        return thread;
    }

    public boolean takeSlot(AttemptId attempt, Runnable whenFree) {
        return slots.take(attempt, whenFree);
    }

    public void giveBackSlot(AttemptId attempt) {
        slots.giveBack(attempt);
    }

    /** Lets the next attempt that waits for a slot try, in place of one that was woken and needs none. */
    public void wakeNext() {
        slots.wakeNext();
    }

    public void later(Duration delay, Runnable work) {
        var unused = timers.schedule(work, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts an attempt, or finds out what became of one.
     *
     * @param recover whether another process started it
     * @param timeout null for none
     * @param done called exactly once, on any thread
     */
    public void start(
            AttemptDescriptor descriptor,
            boolean recover,
            @Nullable Duration timeout,
            ProgressSink progress,
            Consumer<TaskOutcome> done) {
        AttemptId id = new AttemptId(descriptor.run().id(), descriptor.token());
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<TaskOutcome> verdict = new AtomicReference<>();
        Consumer<TaskOutcome> end = outcome -> {
            if (over.compareAndSet(false, true)) {
                live.remove(id);
                // The end first: who waits for the slot must not be seen to start before it.
                TaskOutcome stopped = verdict.get();
                done.accept(stopped == null || outcome instanceof TaskOutcome.Succeeded ? outcome : stopped);
                slots.giveBack(id);
            }
        };
        Future<?> thread = threads.submit(() -> end.accept(outcome(descriptor, recover, progress)));
        live.put(id, new Live(thread, end, verdict));
        if (over.get()) {
            live.remove(id);
        } else if (timeout != null) {
            later(
                    timeout,
                    () -> stop(
                            id,
                            TaskOutcome.Failed.of(
                                    FailureKind.TIMEOUT,
                                    "it took longer than its timeout of "
                                            + dev.anneal.engine.spec.Durations.forPeople(timeout))));
        }
    }

    /** Tells an attempt to stop; its end comes as an outcome, at the latest after a grace time. */
    public void cancel(AttemptId id) {
        stop(id, TaskOutcome.Failed.of(FailureKind.ERROR, "cancelled"));
    }

    /** Stops every live attempt of a run whose driver is gone; their outcomes go nowhere. */
    public void abandon(String run) {
        live.forEach((id, attempt) -> {
            if (id.run().equals(run)) {
                attempt.thread().cancel(true);
            }
        });
        slots.forget(run);
    }

    private void stop(AttemptId id, TaskOutcome verdict) {
        Live attempt = live.get(id);
        if (attempt != null) {
            attempt.verdict().set(verdict);
            attempt.thread().cancel(true);
            later(GRACE, () -> attempt.end().accept(verdict));
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

    @Override
    public void close() {
        timers.shutdownNow();
        threads.shutdownNow();
    }
}
