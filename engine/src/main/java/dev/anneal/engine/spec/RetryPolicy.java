package dev.anneal.engine.spec;

import java.time.Duration;

/**
 * How often and after how long a failed attempt is tried again.
 *
 * @param retries further attempts after the first, 0 or more
 * @param backoff how the delay grows
 * @param delay before the first retry
 * @param maxDelay the longest delay
 */
public record RetryPolicy(int retries, Backoff backoff, Duration delay, Duration maxDelay) {

    public static final RetryPolicy NONE = times(0);

    /** How the delay grows from one retry to the next. */
    public enum Backoff {
        CONSTANT,
        EXPONENTIAL
    }

    public RetryPolicy {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more: " + retries);
        }
    }

    /** {@code retry: n}: n more attempts, a second apart. */
    public static RetryPolicy times(int retries) {
        return new RetryPolicy(retries, Backoff.CONSTANT, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    /** The delay before the attempt that follows {@code failures} failed ones (1 or more). */
    public Duration delayAfter(int failures) {
        if (backoff == Backoff.CONSTANT) {
            return delay;
        }
        double factor = Math.pow(2, Math.min(failures - 1, 40));
        double millis = Math.min(delay.toMillis() * factor, (double) maxDelay.toMillis());
        return Duration.ofMillis((long) millis);
    }
}
