package dev.anneal.engine.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the runs of a workflow.
 *
 * @param timeout the longest a run may take on the wall clock, from its start; null for no limit
 * @param atOnce how many attempts of a run may be alive at once; 0 for no limit of its own
 */
public record Limits(@Nullable Duration timeout, Concurrency concurrency, int atOnce) {

    /** No bounds. */
    public static final Limits NONE = new Limits(null, Concurrency.PARALLEL, 0);
}
