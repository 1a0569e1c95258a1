package dev.anneal.engine.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often and after how long a failed attempt is tried again.
 *
 * @param retries further attempts after the first, 0 or more
 * @param backoff how long in between
 * @param on the failures that are tried again: words of failure kinds, or {@code exit 137}; empty for all but wrong input
 * @param infrastructure further attempts after those that were lost with their machine or process, a budget of their own
 */
public record RetryPolicy(int retries, Backoff backoff, Set<String> on, int infrastructure) {

    /** How often a lost attempt is tried again where nothing else is said. */
    public static final int INFRASTRUCTURE = 5;

    public static final RetryPolicy NONE = times(0);

    /** How the delay grows from one retry to the next. */
    public enum Growth {
        CONSTANT,
        EXPONENTIAL
    }

    /**
     * How long to wait before a retry.
     *
     * @param delay before the first retry
     * @param maxDelay the longest delay
     * @param jitter by which share of it a delay is lengthened or shortened at random, 0 to 1
     */
    public record Backoff(Growth growth, Duration delay, Duration maxDelay, double jitter) {

        public static final Backoff SECOND =
                new Backoff(Growth.CONSTANT, Duration.ofSeconds(1), Duration.ofHours(1), 0);

        public Backoff {
            if (!(jitter >= 0 && jitter <= 1)) {
                throw new IllegalArgumentException("jitter must be 0 to 1: " + jitter);
            }
        }

        /**
         * The delay before the attempt that follows {@code failures} failed ones (1 or more).
         *
         * @param chance 0 to 1: where in the range of the jitter
         */
        public Duration after(int failures, double chance) {
            double factor = growth == Growth.CONSTANT ? 1 : Math.pow(2, Math.min(failures - 1, 40));
            double spread = 1 + jitter * (2 * chance - 1);
            double millis = Math.min(delay.toMillis() * factor, (double) maxDelay.toMillis()) * spread;
            return Duration.ofMillis((long) Math.min(millis, (double) maxDelay.toMillis()));
        }
    }

    public RetryPolicy {
        on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
        if (retries < 0 || infrastructure < 0) {
            throw new IllegalArgumentException("retries must be 0 or more: " + retries + ", " + infrastructure);
        }
    }

    /** {@code retry: n}: n more attempts, a second apart. */
    public static RetryPolicy times(int retries) {
        return new RetryPolicy(retries, Backoff.SECOND, Set.of(), INFRASTRUCTURE);
    }
}
