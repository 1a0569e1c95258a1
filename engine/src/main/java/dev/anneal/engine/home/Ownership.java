package dev.anneal.engine.home;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
     * Whether nobody holds the run at this moment. Asking never makes anybody's {@link #tryAcquire} fail, so it may be asked
     * of a run that is about to be taken.
     */
    boolean isFree(String run);

    /** A wait for a run to be free; closing it gives it up, and does nothing once it is over. */
    interface Waiting extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells once, soon after the run's holder has let it go or died, that nobody holds it; at once where nobody does.
     * Only {@link #tryAcquire} decides who has it then: others may have been told too, and who was too late waits again.
     * A wait holds no thread of its own.
     *
     * @param whenFree called on a thread that every wait needs: what takes long is to be handed on
     */
    Waiting awaitFree(String run, Runnable whenFree);

    /**
     * The run, even where another process holds it: that one must be kept from the run by other means, and when it has let
     * it go this one holds it.
     */
    default Held force(String run) {
        Optional<? extends Held> free = tryAcquire(run);
        if (free.isPresent()) {
            return free.get();
        }
        AtomicReference<@Nullable Held> held = new AtomicReference<>();
        Waiting waiting = awaitFree(run, () -> tryAcquire(run).ifPresent(held::set));
        return () -> {
            waiting.close();
            Held own = held.get();
            if (own != null) {
                own.close();
            }
        };
    }

    /** Who holds the run, for a person; empty where nobody does. */
    Optional<String> holder(String run);
}
