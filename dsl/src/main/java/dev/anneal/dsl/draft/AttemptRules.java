package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Attempts;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often and for how long a task is tried: {@code retry}, and {@code timeout: 30m} or {@code {attempt: 30m, task: 2h}}. */
final class AttemptRules {

    private static final List<String> TIMEOUTS = EngineWords.TIMEOUT;

    private final Draft draft;
    private final Constants constants;
    private final RetryRules retryRules;

    AttemptRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
        this.retryRules = new RetryRules(draft, constants);
    }

    /** @param otherwise what holds where the part does not say, or says something wrong */
    Attempts build(PartDraft part, Attempts otherwise) {
        Word retryWord = part.word("retry");
        RetryPolicy retry = retryWord == null ? null : retryRules.build(retryWord);
        Word timeoutWord = part.word("timeout");
        Attempts timeouts = timeoutWord == null ? null : timeouts(timeoutWord);
        if (timeouts == null) {
            timeouts = otherwise;
        }
        return new Attempts(retry == null ? otherwise.retry() : retry, timeouts.timeout(), timeouts.taskTimeout());
    }

    private @Nullable Attempts timeouts(Word word) {
        if (!(word.value() instanceof MapOf map)) {
            Duration attempt = constants.duration(
                    word,
                    "a duration above zero such as 90s, 30m, 6h or 2d, or a map with " + String.join(", ", TIMEOUTS));
            return attempt == null ? null : new Attempts(RetryPolicy.NONE, attempt, null);
        }
        Options options = new Options(draft, word, map, TIMEOUTS);
        Word attemptWord = options.get("attempt");
        Word taskWord = options.get("task");
        if (attemptWord == null && taskWord == null) {
            options.missing("attempt", "how long an attempt may take, or 'task', how long all of them may together");
            return null;
        }
        Duration attempt = attemptWord == null ? null : constants.duration(attemptWord);
        Duration task = taskWord == null ? null : constants.duration(taskWord);
        if (attemptWord != null && attempt != null && task != null && attempt.compareTo(task) > 0) {
            draft.problem(
                    draft.placeOf(attemptWord.value(), attemptWord),
                    "bad-timeout",
                    "'attempt' is longer than 'task', the time for all attempts together");
        }
        return new Attempts(RetryPolicy.NONE, attempt, task);
    }
}
