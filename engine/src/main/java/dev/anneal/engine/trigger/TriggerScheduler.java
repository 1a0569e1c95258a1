package dev.anneal.engine.trigger;

import dev.anneal.engine.spec.TriggerSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells when triggers are due. It only calls; whether a moment was seen before is decided by the store. Thread-safe.
 */
public interface TriggerScheduler extends AutoCloseable {

    /** Called at each due moment, on a thread of the scheduler's. */
    @FunctionalInterface
    interface Listener {
        void due(String workflow, TriggerSpec trigger, Instant moment);
    }

    void start(Listener listener);

    /** Replaces all triggers of a workflow. */
    void schedule(String workflow, List<TriggerSpec> triggers);

    /** Drops all triggers of a workflow. */
    void unschedule(String workflow);

    /** The first moment after {@code after} at which a trigger is due; empty where there is none. */
    Optional<Instant> next(TriggerSpec trigger, Instant after);

    /** Stops calling; returns when no call is under way. */
    @Override
    void close();
}
