package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.AttemptLauncher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What one driver is to be told later; nothing of it is left when the driver is gone. Thread-safe. */
final class Alarms {

    /** How soon it is noticed that somebody has set the clock. */
    private static final Duration CLOCK_CHANGE = Duration.ofMinutes(1);

    private final AttemptLauncher timers;
    private final Clock clock;
    private final Consumer<Signal> tell;
    private final Map<Object, Future<?>> pending = new HashMap<>();
    private boolean dropped;

    Alarms(AttemptLauncher timers, Clock clock, Consumer<Signal> tell) {
        this.timers = timers;
        this.clock = clock;
        this.tell = tell;
    }

    /** Tells the signal after the delay, whatever becomes of the clock meanwhile. */
    void in(Duration delay, Signal signal) {
        set(delay, () -> tell.accept(signal));
    }

    /**
     * Tells the signal when the moment has come; at once where it has.
     *
     * @param longest how long that can be from now at most, whatever became of the clock since the moment was reckoned
     */
    void at(Instant due, Duration longest, Signal signal) {
        Duration left = left(due);
        in(left.compareTo(longest) < 0 ? left : longest, signal);
    }

    /** Tells the signal when the clock shows the moment, which a person or a task named: that goes with the clock. */
    void whenClockSays(Instant due, Signal signal) {
        Duration left = left(due);
        if (left.isNegative() || left.isZero()) {
            tell.accept(signal);
        } else {
            set(left.compareTo(CLOCK_CHANGE) < 0 ? left : CLOCK_CHANGE, () -> whenClockSays(due, signal));
        }
    }

    private Duration left(Instant due) {
        return Duration.between(clock.instant(), due);
    }

    private synchronized void set(Duration delay, Runnable work) {
        if (!dropped) {
            Object alarm = new Object();
            pending.put(alarm, timers.later(delay, () -> ring(alarm, work)));
        }
    }

    private void ring(Object alarm, Runnable work) {
        synchronized (this) {
            pending.remove(alarm);
        }
        work.run();
    }

    synchronized void drop() {
        dropped = true;
        pending.values().forEach(alarm -> alarm.cancel(false));
        pending.clear();
    }
}
