package dev.anneal.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Due moments of triggers, each recorded once before anything runs. */
public interface FireTable {

    /**
     * @param due the moment, in UTC
     * @param run the run that it became; null while it has not
     */
    record Fire(
            String workflow,
            String trigger,
            Instant due,
            Instant recordedAt,
            @Nullable String run) {}

    /** Whether it was new: unique on (workflow, trigger, due). */
    boolean insert(Fire fire);

    /** The latest moment recorded for a trigger. */
    Optional<Fire> last(String workflow, String trigger);

    /** Fires that have become no run yet, the oldest first. */
    List<Fire> pending();

    boolean fulfil(String workflow, String trigger, Instant due, String run);
}
