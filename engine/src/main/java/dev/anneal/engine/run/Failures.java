package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.task.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often a task run has failed, and what is left of its budgets. */
final class Failures {

    private int own;
    private int infrastructure;

    /**
     * Counts a failed attempt.
     *
     * @param seed decides the jitter: the same for the same run and task, so that a rebuilt state is the same
     * @return when it is to be tried again; null where it is not
     */
    @Nullable
    Instant retryDue(AttemptFailed failed, RetryPolicy policy, long seed) {
        FailureKind kind = failed.failure().kind();
        if (kind == FailureKind.BAD_INPUT) {
            return null;
        }
        if (kind == FailureKind.INFRASTRUCTURE) {
            infrastructure++;
            Duration delay = Duration.ofSeconds(infrastructure - 1L);
            return infrastructure <= policy.infrastructure() ? failed.at().plus(delay) : null;
        }
        own++;
        boolean wanted = policy.on().isEmpty() || failed.failure().isAny(policy.on());
        return wanted && own <= policy.retries()
                ? failed.at().plus(policy.backoff().after(own, chance(seed + own)))
                : null;
    }

    /** A number from 0 to 1 that looks random: the finaliser of SplitMix64. */
    private static double chance(long seed) {
        long z = seed * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
