package dev.anneal.engine.adapter.sqlite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a connection waits for others: it asks again every millisecond. SQLite's own wait grows to 100 ms between two
 * looks, in which a process that commits without a pause has taken the lock many times again.
 */
final class Patience extends BusyHandler {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final long nanos;
    private long began;

    Patience(Duration longest) {
        this.nanos = longest.toNanos();
    }

    /** @param looks how often it has been asked for this wait before; 0 ends the wait */
    @Override
    protected int callback(int looks) {
        if (looks == 0) {
            began = System.nanoTime();
        }
        boolean interrupted = Thread.interrupted(); // Which would end each pause at once, and is for others to see.
        LockSupport.parkNanos(PAUSE);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - began < nanos ? 1 : 0;
    }
}
