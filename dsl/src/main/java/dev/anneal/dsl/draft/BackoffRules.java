package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.RetryPolicy.Backoff;
import dev.anneal.engine.spec.RetryPolicy.Growth;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait before a retry: {@code backoff delay maxDelay jitter}. */
final class BackoffRules {

    private final Draft draft;
    private final Constants constants;

    BackoffRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /** Null where it was reported to be wrong. */
    @Nullable
    Backoff build(Options retry) {
        Word growthWord = retry.get("backoff");
        Word delayWord = retry.get("delay");
        Word maxDelayWord = retry.get("maxDelay");
        Word jitterWord = retry.get("jitter");
        Growth growth = growthWord == null ? Growth.CONSTANT : constants.choice(growthWord, Growth.class, "");
        Duration delay = delayWord == null ? Backoff.SECOND.delay() : constants.duration(delayWord);
        Duration maxDelay = maxDelayWord == null ? longest(delay) : constants.duration(maxDelayWord);
        BigDecimal jitter = jitterWord == null ? BigDecimal.ZERO : constants.share(jitterWord);
        if (growth == null || delay == null || maxDelay == null || jitter == null) {
            return null;
        }
        if (maxDelayWord != null && maxDelay.compareTo(delay) < 0) {
            draft.problem(
                    draft.placeOf(maxDelayWord.value(), maxDelayWord),
                    "bad-retry",
                    "'maxDelay' is shorter than the first delay");
            return null;
        }
        return new Backoff(growth, delay, maxDelay, jitter.doubleValue());
    }

    private static @Nullable Duration longest(@Nullable Duration delay) {
        Duration longest = Backoff.SECOND.maxDelay();
        return delay != null && delay.compareTo(longest) > 0 ? delay : longest;
    }
}
