package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.spec.Concurrency.Policy;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What bounds the runs of a workflow: {@code concurrency timeout atOnce}. */
final class LimitRules {

    private static final String PARALLEL = EngineWords.PARALLEL;

    private final Draft draft;
    private final Constants constants;

    LimitRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    Limits build(PartDraft workflow) {
        Word timeoutWord = workflow.word("timeout");
        Word concurrencyWord = workflow.word("concurrency");
        Word atOnceWord = workflow.word("atOnce");
        Duration timeout = timeoutWord == null ? null : constants.duration(timeoutWord);
        Concurrency concurrency = concurrencyWord == null ? null : concurrency(concurrencyWord);
        Integer atOnce = atOnceWord == null ? null : constants.whole(atOnceWord, 1, EngineWords.MOST_AT_ONCE);
        return new Limits(
                timeout, concurrency == null ? Concurrency.PARALLEL : concurrency, atOnce == null ? 0 : atOnce);
    }

    private @Nullable Concurrency concurrency(Word word) {
        if (word.value() instanceof MapOf map) {
            Options options = new Options(draft, word, map, List.of(PARALLEL));
            Word parallel = options.get(PARALLEL);
            if (parallel == null) {
                options.missing(PARALLEL, "how many runs may go on side by side");
                return null;
            }
            Integer limit = constants.whole(parallel, 1, EngineWords.MOST_RUNS);
            return limit == null ? null : new Concurrency(Policy.QUEUE, limit);
        }
        boolean unlimited = word.value() instanceof Literal literal && PARALLEL.equals(literal.value());
        if (unlimited) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-choice",
                    "'concurrency' says how many runs may go on side by side: {parallel: 3}. For any number leave it out");
            return null;
        }
        Policy policy = constants.choice(word, Policy.class, "a map such as {parallel: 3}");
        return policy == null ? null : new Concurrency(policy, 1);
    }
}
