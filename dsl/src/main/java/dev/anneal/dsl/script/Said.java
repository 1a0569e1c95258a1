package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value that stands beside a word: {@code word value} is that value, {@code word a, b} a list, {@code word k: v} and
 * {@code word { k v }} a map.
 */
final class Said {

    private final Draft draft;
    private final ScriptRun run;
    private final @Nullable SettingType type;

    /** @param type what the word takes; null where that is unknown */
    Said(Draft draft, ScriptRun run, @Nullable SettingType type) {
        this.draft = draft;
        this.run = run;
        this.type = type;
    }

    /** The value; where there is none that makes sense, that is reported, and the value is nothing. */
    Expression value(WordCall call) {
        List<?> values = call.values();
        Closure<?> block = call.block();
        int kinds = (values.isEmpty() ? 0 : 1) + (call.named().isEmpty() ? 0 : 1) + (block == null ? 0 : 1);
        if (kinds == 0) {
            draft.problem(
                    call.place(), "missing", "'" + call.word() + "' has no value; write " + call.word() + " value");
        } else if (kinds > 1) {
            draft.problem(
                    call.place(),
                    "mixed-values",
                    "beside '" + call.word()
                            + "' stand values of different kinds: it takes one value, several (a list), or"
                            + " key: value pairs (a map), not these together");
        } else if (block != null) {
            return block(call.word(), block, call.place());
        } else if (!call.named().isEmpty()) {
            return map(call.named(), call.site().named());
        } else {
            return positional(call, values);
        }
        return draft.at(new Literal(null), call.place());
    }

    private Expression positional(WordCall call, List<?> values) {
        Spot spots = call.site().positional();
        if (values.size() == 1) {
            return one(call.word(), values.get(0), spots.item(0));
        }
        List<Expression> items = new ArrayList<>();
        ScriptValues reader = new ScriptValues(draft);
        for (int i = 0; i < values.size(); i++) {
            items.add(reader.expression(values.get(i), spots.item(i)));
        }
        return draft.at(new ListOf(items), spots.item(0).place());
    }

    /** A single value beside a word or a key. */
    Expression one(String word, @Nullable Object value, Spot spot) {
        if (value instanceof Closure<?> block) {
            return block(word, block, spot.place());
        }
        Expression expression = new ScriptValues(draft).expression(value, spot);
        boolean constant = !(value instanceof Handle) && !(value instanceof Boolean);
        if (type instanceof SettingType.Condition && constant) {
            draft.problem(
                    spot.place(),
                    "wrong-type",
                    "'" + word + "' takes an expression in braces, such as " + word + " { params.floor < 0.9 }");
        }
        return expression;
    }

    private MapOf map(Map<?, ?> entries, Spot spot) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        Map<String, Place> keys = new HashMap<>();
        Expected expected = new Expected.Inside(type);
        entries.forEach((key, value) -> {
            String name = String.valueOf(key);
            expressions.put(name, new Said(draft, run, expected.of(name)).one(name, value, spot.entry(name)));
            keys.put(name, spot.keys().getOrDefault(name, spot.place()));
        });
        return draft.at(new MapOf(expressions), spot.place(), keys);
    }

    private Expression block(String word, Closure<?> braces, Place place) {
        if (type instanceof SettingType.Condition) {
            draft.problem(
                    place,
                    "not-captured",
                    "the expression of '" + word + "' must stand in its own braces, directly in its task: " + word
                            + " { ... }");
            return draft.at(new Literal(null), place);
        }
        MapBlock block = new MapBlock(new Expected.Inside(type));
        run.inside(block, braces);
        return draft.at(new MapOf(block.entries), place, block.keys);
    }

    /** The words in the braces are the keys of a map. */
    private final class MapBlock implements Block {

        private final Expected expected;
        private final Map<String, Expression> entries = new LinkedHashMap<>();
        private final Map<String, Place> keys = new HashMap<>();

        MapBlock(Expected expected) {
            this.expected = expected;
        }

        @Override
        public @Nullable Object word(WordCall call) {
            Expression value = new Said(draft, run, expected.of(call.word())).value(call);
            if (entries.putIfAbsent(call.word(), value) != null) {
                draft.problem(
                        call.place(),
                        "duplicate-key",
                        "the key '" + call.word() + "' is twice in one map; keep one of them");
            }
            keys.putIfAbsent(call.word(), call.place());
            return null;
        }
    }
}
