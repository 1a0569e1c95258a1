package dev.anneal.engine.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and for how long a task is tried.
 *
 * @param timeout the longest an attempt may take on the wall clock; null for no limit
 * @param taskTimeout the longest all attempts and waits between them may take together; null for no limit
 */
public record Attempts(
        RetryPolicy retry,
        @Nullable Duration timeout,
        @Nullable Duration taskTimeout) {

    /** Once, for as long as it takes. */
    public static final Attempts ONCE = new Attempts(RetryPolicy.NONE, null, null);
}
