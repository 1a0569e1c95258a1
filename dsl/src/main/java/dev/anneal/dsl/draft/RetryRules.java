package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RetryPolicy.Backoff;
import dev.anneal.engine.spec.RetryPolicy.Growth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code retry: 2}, or {@code retry: {retries: 3, backoff: exponential, delay: 10s, maxDelay: 5m}}. */
final class RetryRules {

    private static final int MOST_RETRIES = 1_000;
    private static final List<String> OPTIONS = List.of("retries", "backoff", "delay", "maxDelay");
    private static final List<String> LATER = List.of("retryOn");

    private final Draft draft;
    private final Constants constants;

    RetryRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /** Null where it was reported to be wrong. */
    @Nullable
    RetryPolicy build(Word word) {
        if (!(word.value() instanceof MapOf map)) {
            Integer retries = constants.whole(word, 0, MOST_RETRIES);
            return retries == null ? null : RetryPolicy.times(retries);
        }
        for (String option : map.entries().keySet()) {
            if (!OPTIONS.contains(option)) {
                draft.problem(
                        draft.placeOfKey(map, option, word),
                        "unknown-word",
                        LATER.contains(option)
                                ? "'" + option + "' is not known here yet"
                                : "'retry' has no '" + option + "'." + NearestName.hint(option, OPTIONS));
            }
        }
        return policy(word, map);
    }

    private @Nullable RetryPolicy policy(Word word, MapOf map) {
        Word retriesWord = option(word, map, "retries");
        if (retriesWord == null) {
            draft.problem(
                    draft.placeOf(map, word),
                    "missing",
                    "'retry' needs 'retries', how many more attempts follow the first");
            return null;
        }
        Integer retries = constants.whole(retriesWord, 0, MOST_RETRIES);
        Growth backoff = backoff(option(word, map, "backoff"));
        Word delayWord = option(word, map, "delay");
        Word maxDelayWord = option(word, map, "maxDelay");
        Duration delay = delayWord == null ? Duration.ofSeconds(1) : constants.duration(delayWord);
        Duration maxDelay = maxDelayWord == null ? null : constants.duration(maxDelayWord);
        if (retries == null || backoff == null || delay == null || (maxDelay == null && maxDelayWord != null)) {
            return null;
        }
        if (maxDelay == null) {
            Duration hour = Duration.ofHours(1);
            return policy(retries, new Backoff(backoff, delay, delay.compareTo(hour) > 0 ? delay : hour, 0));
        }
        if (maxDelayWord != null && maxDelay.compareTo(delay) < 0) {
            draft.problem(
                    draft.placeOf(maxDelayWord.value(), maxDelayWord),
                    "bad-retry",
                    "'maxDelay' is shorter than the first delay");
            return null;
        }
        return policy(retries, new Backoff(backoff, delay, maxDelay, 0));
    }

    private static RetryPolicy policy(int retries, Backoff wait) {
        return new RetryPolicy(retries, wait, Set.of(), RetryPolicy.INFRASTRUCTURE);
    }

    private @Nullable Growth backoff(@Nullable Word word) {
        if (word == null) {
            return Growth.CONSTANT;
        }
        String said = constants.text(word);
        Map<String, Growth> known = Map.of("constant", Growth.CONSTANT, "exponential", Growth.EXPONENTIAL);
        if (said != null && !known.containsKey(said)) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-choice",
                    "'backoff' is one of constant, exponential, found '" + said + "'");
        }
        return said == null ? null : known.get(said);
    }

    private @Nullable Word option(Word word, MapOf map, String option) {
        Expression value = map.entries().get(option);
        return value == null ? null : new Word(option, draft.placeOfKey(map, option, word), value);
    }
}
