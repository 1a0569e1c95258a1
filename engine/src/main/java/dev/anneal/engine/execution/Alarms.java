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

    private final AttemptLauncher timers;
    private final Clock clock;
    private final Consumer<Signal> tell;
    private final Map<Object, Future<?>> pending = new HashMap<>();

    Alarms(AttemptLauncher timers, Clock clock, Consumer<Signal> tell) {
        this.timers = timers;
        this.clock = clock;
        this.tell = tell;
    }

    /** Tells the signal when the moment has come; at once where it has. */
    synchronized void at(Instant due, Signal signal) {
        Object alarm = new Object();
        Duration delay = Duration.between(clock.instant(), due);
        pending.put(alarm, timers.later(delay, () -> ring(alarm, signal)));
    }

    private void ring(Object alarm, Signal signal) {
        synchronized (this) {
            pending.remove(alarm);
        }
        tell.accept(signal);
    }

    synchronized void drop() {
        pending.values().forEach(alarm -> alarm.cancel(false));
        pending.clear();
    }
}
