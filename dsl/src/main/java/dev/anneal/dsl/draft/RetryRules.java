package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RetryPolicy.Backoff;
import dev.anneal.engine.task.FailureKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code retry: 2}, or {@code retry: {retries: 3, backoff: exponential, retryOn: [timeout, "exit 137"]}}. */
final class RetryRules {

    private static final List<String> OPTIONS = EngineWords.RETRY;
    private static final Pattern EXIT = Pattern.compile("exit +(\\d{1,9})");
    private static final List<String> KINDS = EngineWords.RETRY_ON;

    private final Draft draft;
    private final Constants constants;
    private final BackoffRules backoffRules;

    RetryRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
        this.backoffRules = new BackoffRules(draft, constants);
    }

    /** Null where it was reported to be wrong. */
    @Nullable
    RetryPolicy build(Word word) {
        if (!(word.value() instanceof MapOf map)) {
            if (!(word.value() instanceof Literal)) {
                constants.misfit(
                        word,
                        word.value(),
                        "a whole number from 0 to " + EngineWords.MOST_RETRIES + ", or a map with "
                                + String.join(", ", OPTIONS),
                        "");
                return null;
            }
            Integer retries = constants.whole(word, 0, EngineWords.MOST_RETRIES);
            return retries == null ? null : RetryPolicy.times(retries);
        }
        Options options = new Options(draft, word, map, OPTIONS);
        Integer infrastructure = infrastructure(options.get("infrastructure"));
        Integer retries = retries(options);
        Backoff backoff = backoffRules.build(options);
        Set<String> on = on(options.get("retryOn"));
        return retries == null || backoff == null || on == null || infrastructure == null
                ? null
                : new RetryPolicy(retries, backoff, on, infrastructure);
    }

    private @Nullable Integer retries(Options options) {
        Word word = options.get("retries");
        if (word != null) {
            return constants.whole(word, 0, EngineWords.MOST_RETRIES);
        } else if (options.get("infrastructure") != null) {
            return 0;
        }
        options.missing("retries", "how many more attempts follow the first");
        return null;
    }

    private @Nullable Integer infrastructure(@Nullable Word word) {
        return word == null
                ? Integer.valueOf(RetryPolicy.INFRASTRUCTURE)
                : constants.whole(word, 0, EngineWords.MOST_RETRIES);
    }

    private @Nullable Set<String> on(@Nullable Word word) {
        Set<String> failures = new TreeSet<>();
        if (word == null) {
            return failures;
        }
        List<Expression> items = word.value() instanceof ListOf list ? list.items() : List.of(word.value());
        if (items.isEmpty()) {
            constants.misfit(word, word.value(), expected(), "");
            return null;
        }
        boolean right = true;
        for (Expression item : items) {
            String failure = failure(word, item);
            right &= failure != null;
            failures.add(failure == null ? "" : failure);
        }
        return right ? failures : null;
    }

    private @Nullable String failure(Word word, Expression item) {
        String said = item instanceof Literal literal && literal.value() instanceof String text ? text : "";
        Matcher exit = EXIT.matcher(said);
        if (KINDS.contains(said)) {
            return said;
        } else if (exit.matches()) {
            int code = Integer.parseInt(exit.group(1));
            if (code > 0 && code < 256) {
                return "exit " + code;
            }
            problem(
                    word,
                    item,
                    code == 0
                            ? "'retryOn' cannot have 'exit 0': a process that ends with 0 has not failed"
                            : "'retryOn' has 'exit " + code + "', but exit codes go from 1 to 255");
        } else if (said.equals(FailureKind.BAD_INPUT.word())) {
            problem(
                    word,
                    item,
                    "'retryOn' cannot have 'bad-input': what is wrong in settings or data stays wrong"
                            + " however often it is tried");
        } else if (item instanceof Literal literal && literal.value() instanceof BigDecimal) {
            constants.misfit(word, item, expected(), "; for an exit code write 'exit 137'");
        } else {
            constants.misfit(
                    word,
                    item,
                    expected(),
                    NearestName.of(said, KINDS)
                            .map(name -> ". Did you mean '" + name + "'?")
                            .orElse(""));
        }
        return null;
    }

    private void problem(Word word, Expression item, String message) {
        draft.problem(draft.placeOf(item, word), "bad-retry", message);
    }

    private static String expected() {
        return "failures: " + String.join(", ", KINDS) + ", or exit codes such as 'exit 137'";
    }
}
