package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.Placement.Executor;
import dev.anneal.engine.spec.Resource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where attempts run and what they take: {@code resources pool priority executor}. */
final class PlacementRules {

    private final Draft draft;
    private final Constants constants;

    PlacementRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /** @param otherwise what holds where the part does not say, or says something wrong */
    Placement build(PartDraft part, Placement otherwise) {
        Word resources = part.word("resources");
        Word pool = part.word("pool");
        Word priorityWord = part.word("priority");
        Word executorWord = part.word("executor");
        Integer priority = priorityWord == null
                ? null
                : constants.whole(priorityWord, -EngineWords.HIGHEST_PRIORITY, EngineWords.HIGHEST_PRIORITY);
        Executor executor = executorWord == null ? null : constants.choice(executorWord, Executor.class, "");
        return new Placement(
                resources == null ? otherwise.resources() : resources(resources),
                pool == null ? otherwise.pools() : pools(pool),
                priority == null ? otherwise.priority() : priority,
                executor == null ? otherwise.executor() : executor);
    }

    private Map<String, Expression> resources(Word word) {
        Map<String, Expression> amounts = new LinkedHashMap<>();
        if (!(word.value() instanceof MapOf map)) {
            constants.misfit(word, word.value(), "a map with " + String.join(", ", Resource.words()), "");
            return amounts;
        }
        Options options = new Options(draft, word, map, Resource.words());
        for (Resource resource : Resource.values()) {
            Word said = options.get(resource.word());
            Expression amount = said == null ? null : amount(resource, said);
            if (amount != null) {
                amounts.put(resource.word(), amount);
            }
        }
        return amounts;
    }

    private @Nullable Expression amount(Resource resource, Word word) {
        Expression amount = resource == Resource.MEMORY ? word.value() : unwrapped(word.value());
        boolean wrong = amount instanceof ListOf
                || amount instanceof MapOf
                || (amount instanceof Literal literal
                        && resource.thousandths(literal.value()).isEmpty());
        if (wrong) {
            constants.misfit(word, amount, resource.expected(), advice(resource, amount));
            return null;
        }
        return amount;
    }

    /** {@code "${2 * run.attempt}"} is how YAML writes a number that has to be worked out. */
    private static Expression unwrapped(Expression value) {
        boolean alone = value instanceof Interpolation text
                && text.parts().size() == 1
                && !(text.parts().get(0) instanceof Literal);
        return alone ? ((Interpolation) value).parts().get(0) : value;
    }

    private static String advice(Resource resource, Expression amount) {
        if (!(amount instanceof Literal literal) || literal.value() == null) {
            return "";
        }
        boolean number = literal.value() instanceof BigDecimal;
        if (resource == Resource.MEMORY) {
            return number ? "; say in which unit" : "";
        }
        boolean quoted = literal.value() instanceof String text && text.matches("[0-9.]+");
        return quoted ? "; write it without quotes" : "";
    }

    private Map<String, Integer> pools(Word word) {
        Map<String, Integer> amounts = new LinkedHashMap<>();
        if (word.value() instanceof Literal literal && literal.value() instanceof String name) {
            if (named(name, draft.placeOf(literal, word))) {
                amounts.put(name, 1);
            }
        } else if (word.value() instanceof MapOf map && !map.entries().isEmpty()) {
            map.entries().forEach((name, value) -> {
                Word amountWord = new Word(name, draft.placeOfKey(map, name, word), value);
                Integer amount = constants.whole(amountWord, 1, EngineWords.MOST_OF_A_POOL);
                if (named(name, amountWord.place()) && amount != null) {
                    amounts.put(name, amount);
                }
            });
        } else {
            constants.misfit(
                    word, word.value(), "the name of a pool, or a map with how much of each, such as {db: 2}", "");
        }
        return amounts;
    }

    private boolean named(String name, Place place) {
        if (Resource.ofWord(name).isPresent()) {
            draft.problem(
                    place,
                    "reserved-name",
                    "'" + name + "' is a resource that every machine has, not a pool; write resources: {" + name
                            + ": ...}");
            return false;
        }
        Names.check(draft, "pool", name, place);
        return true;
    }
}
