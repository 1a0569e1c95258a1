package dev.anneal.engine.attempt;

import dev.anneal.engine.task.TaskOutcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of this process, from before it begins until its outcome is told, which happens once, and never while it
 * still goes on. Thread-safe.
 */
final class LiveAttempt {

    private final boolean outlives;
    private final Consumer<TaskOutcome> done;
    private final CountDownLatch gone = new CountDownLatch(1);
    private boolean over;
    private @Nullable TaskOutcome verdict;
    private @Nullable Thread thread;
    private @Nullable Future<?> timer;

    /**
     * @param outlives whether it is a process, which goes on where nobody waits for it
     * @param done told of the outcome
     */
    LiveAttempt(boolean outlives, Consumer<TaskOutcome> done) {
        this.outlives = outlives;
        this.done = done;
    }

    /**
     * Does the work on the calling thread and tells its outcome. What was told to stop before this does not begin, and
     * neither does what nobody wants any more; but where it was begun by another process, the work is to end that, and is
     * interrupted at once.
     */
    void run(boolean begun, Supplier<TaskOutcome> work) {
        TaskOutcome outcome = null;
        try {
            if (begins(begun)) {
                outcome = work.get();
            }
        } finally {
            leave();
        }
        end(outcome);
    }

    private synchronized boolean begins(boolean begun) {
        if (over || (verdict != null && !begun)) {
            return false;
        }
        thread = Thread.currentThread();
        if (verdict != null) {
            thread.interrupt();
        }
        return true;
    }

    private synchronized void leave() {
        thread = null;
        gone.countDown();
    }

    /** Has it a timer that is of no use after its end; the one that it had is of none any more. */
    synchronized void timer(Future<?> newTimer) {
        cancelTimer();
        timer = newTimer;
        if (over) {
            cancelTimer();
        }
    }

    /** @param newVerdict why, which counts in place of what comes of that unless it succeeds */
    synchronized void stop(TaskOutcome newVerdict) {
        verdict = newVerdict;
        interrupt();
    }

    /** Tells it once more to stop, for some code loses an interrupt; a process is being ended anyway. @return whether it goes on */
    synchronized boolean stopAgain() {
        if (!outlives) {
            interrupt();
        }
        return !over;
    }

    /** Nobody is told of its outcome any more. What has a process of its own goes on. */
    synchronized void abandon() {
        close();
        if (!outlives) {
            interrupt();
        }
    }

    /** Waits until nothing of it runs on a thread of this process, where that is so in time. @return whether it is */
    boolean awaitGone(Duration patience) throws InterruptedException {
        return outlives || gone.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** As {@link #awaitGone(Duration)}, however long it takes; an interrupt is kept for later. */
    void awaitGone() {
        boolean interrupted = false;
        while (gone.getCount() > 0) {
            try {
                gone.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param outcome null where it did not begin */
    private void end(@Nullable TaskOutcome outcome) {
        TaskOutcome told;
        synchronized (this) {
            told = verdict == null || outcome instanceof TaskOutcome.Succeeded ? outcome : verdict;
            if (over || told == null) {
                return;
            }
            close();
        }
        done.accept(told);
    }

    private void close() {
        over = true;
        cancelTimer();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
