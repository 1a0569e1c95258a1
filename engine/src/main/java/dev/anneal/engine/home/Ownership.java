package dev.anneal.engine.home;

import java.util.Optional;

/** Says which process a run belongs to, so that none is driven twice; free at once when its holder dies. */
public interface Ownership {

    /** A run that this process holds until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty where another driver, in this process or another, holds the run. */
    Optional<? extends Held> tryAcquire(String run);

    /**
     * The run, even where another process holds it; that one keeps the lock until it lets go of it, and must be kept from
     * the run by other means.
     */
    default Held force(String run) {
        Optional<? extends Held> free = tryAcquire(run);
        return free.isPresent() ? free.get() : () -> {};
    }

    /** Who holds the run, for a person; empty where nobody does. */
    Optional<String> holder(String run);
}
