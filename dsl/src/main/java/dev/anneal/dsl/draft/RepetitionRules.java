package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import dev.anneal.engine.spec.Repetition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task becomes several runs of it: {@code forEach} with {@code atOnce}, or {@code repeat: {until: loss < 0.1,
 * atMost: 10}}.
 */
final class RepetitionRules {

    private static final List<String> REPEAT = EngineWords.REPEAT;
    private static final String LIST =
            "a list such as [1, 2, 3], a map of lists, or a list that a task makes, $task.output";

    /** What happens where the condition does not hold after the last time. */
    private enum AtBound {
        FAIL,
        FINISH
    }

    private final Draft draft;
    private final Constants constants;

    RepetitionRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /** Null where the task is one run, and where what it says is wrong. */
    @Nullable
    Repetition build(PartDraft part) {
        Word forEach = part.word("forEach");
        Word repeat = part.word("repeat");
        Word atOnce = part.word("atOnce");
        Integer limit = atOnce == null ? Integer.valueOf(0) : constants.whole(atOnce, 1, EngineWords.MOST_AT_ONCE);
        if (atOnce != null && forEach == null) {
            draft.problem(
                    atOnce.place(),
                    "bad-repetition",
                    "'atOnce' limits how many runs of a task with 'forEach' are under way, and " + part.title()
                            + " has no 'forEach'");
        }
        Repetition repeated = repeat == null ? null : repeat(repeat);
        if (forEach == null) {
            return repeated;
        } else if (repeat != null) {
            draft.problem(
                    repeat.place(),
                    "bad-repetition",
                    part.title() + " has both 'forEach' and 'repeat'; it can have one of them. To repeat for each item,"
                            + " put the repeated task into a workflow of its own and run that for each");
        }
        Expression over = over(forEach);
        return over == null || limit == null ? null : new Repetition.ForEach(over, limit);
    }

    private @Nullable Expression over(Word word) {
        Expression value = word.value();
        if (value instanceof Literal || value instanceof Expression.Interpolation) {
            constants.misfit(word, value, LIST, Constants.constant(value) ? "; for one item write [item]" : "");
            return null;
        } else if (value instanceof MapOf map) {
            return product(word, map) ? map : null;
        }
        return value;
    }

    private boolean product(Word word, MapOf map) {
        boolean right = !map.entries().isEmpty();
        if (!right) {
            constants.misfit(word, map, LIST, "");
        }
        for (String key : map.entries().keySet()) {
            Expression values = map.entries().get(key);
            Word keyWord = new Word(key, draft.placeOfKey(map, key, word), values == null ? map : values);
            if (values instanceof Literal || values instanceof MapOf || values instanceof Expression.Interpolation) {
                constants.misfit(keyWord, values, "a list here, whose items are combined with those of the others", "");
                right = false;
            } else if (!Names.identifier(key)) {
                Names.check(draft, "part of an item", key, keyWord.place());
                right = false;
            }
        }
        return right;
    }

    private @Nullable Repetition repeat(Word word) {
        if (!(word.value() instanceof MapOf map)) {
            constants.misfit(word, word.value(), "a map with " + String.join(", ", REPEAT), "");
            return null;
        }
        Options options = new Options(draft, word, map, REPEAT);
        Word until = options.get("until");
        Word atMostWord = options.get("atMost");
        Word delayWord = options.get("delay");
        Word atBoundWord = options.get("atBound");
        if (until == null) {
            options.missing("until", "the condition that ends it");
        }
        if (atMostWord == null) {
            options.missing("atMost", "how often at most");
        }
        Integer atMost = atMostWord == null ? null : constants.whole(atMostWord, 1, EngineWords.MOST_ITERATIONS);
        Duration delay = delayWord == null ? null : constants.duration(delayWord);
        AtBound atBound = atBoundWord == null ? AtBound.FAIL : constants.choice(atBoundWord, AtBound.class, "");
        if (until == null || atMost == null) {
            return null;
        }
        Unary again = draft.at(new Unary(UnaryOperator.NOT, until.value()), draft.placeOf(until.value(), until));
        return new Repetition.Repeat(again, atMost, delay, atBound != AtBound.FINISH);
    }
}
