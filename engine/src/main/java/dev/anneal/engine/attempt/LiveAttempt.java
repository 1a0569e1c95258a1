package dev.anneal.engine.attempt;

import dev.anneal.engine.task.TaskOutcome;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An attempt of this process, from before it begins until its outcome is told, which happens once. Thread-safe. */
final class LiveAttempt {

    private final boolean outlives;
    private final Consumer<TaskOutcome> done;
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
     * Does the work on the calling thread and tells its outcome. What was told to stop before this does not begin; but where
     * it was begun by another process, the work is to end that, and is interrupted at once.
     */
    void run(boolean begun, Supplier<TaskOutcome> work) {
        TaskOutcome told = begin(begun);
        try {
            end(told == null ? work.get() : told);
        } finally {
            leave();
        }
    }

    /** What stands for the work's outcome; null where it is to be done. */
    private synchronized @Nullable TaskOutcome begin(boolean begun) {
        if (verdict != null && !begun) {
            return verdict;
        }
        thread = Thread.currentThread();
        if (verdict != null) {
            thread.interrupt();
        }
        return null;
    }

    private synchronized void leave() {
        thread = null;
    }

    /** Has it a timer that is of no use after its end. */
    synchronized void limit(Future<?> newTimer) {
        timer = newTimer;
        if (over) {
            newTimer.cancel(false);
        }
    }

    /** @param newVerdict why, which counts in place of what comes of that unless it succeeds */
    synchronized void stop(TaskOutcome newVerdict) {
        verdict = newVerdict;
        interrupt();
    }

    /** Nobody is told of its outcome any more. What has a process of its own goes on. */
    synchronized void abandon() {
        close();
        if (!outlives) {
            interrupt();
        }
    }

    /** Tells an outcome, unless one was told or nobody wants to know. */
    void end(TaskOutcome outcome) {
        TaskOutcome told;
        synchronized (this) {
            if (over) {
                return;
            }
            close();
            told = verdict == null || outcome instanceof TaskOutcome.Succeeded ? outcome : verdict;
        }
        done.accept(told);
    }

    private void close() {
        over = true;
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
