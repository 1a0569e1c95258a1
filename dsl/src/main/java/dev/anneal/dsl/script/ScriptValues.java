package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.expression.Numerals;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import groovy.lang.Closure;
import groovy.lang.GString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a script says into located values. */
final class ScriptValues {

    private static final int DEEPEST = 60;

    private final Draft draft;
    private int depth;

    ScriptValues(Draft draft) {
        this.draft = draft;
    }

    /** The value; one that no setting can hold is reported at its spot. */
    Expression expression(@Nullable Object value, Spot spot) {
        if (value instanceof Handle handle) {
            return handle.expression();
        } else if (++depth > DEEPEST) {
            throw new ScriptProblem(
                    spot.place(),
                    "wrong-type",
                    "the value is too deep: at most " + DEEPEST + " lists or maps inside one another");
        }
        Expression made = made(value, spot);
        depth--;
        return made instanceof MapOf ? made : draft.at(made, spot.place());
    }

    private Expression made(@Nullable Object value, Spot spot) {
        if (value == null || value instanceof Boolean) {
            return new Literal(value);
        } else if (value instanceof GString text) {
            return interpolation(text, spot);
        } else if (value instanceof CharSequence || value instanceof Character) {
            return new Literal(value.toString());
        } else if (value instanceof Number number) {
            return number(number, spot.place());
        } else if (value instanceof Object[] items) {
            return list(Arrays.asList(items), spot);
        } else if (value instanceof Collection<?> items) {
            return list(items, spot);
        } else if (value instanceof Map<?, ?> entries) {
            return map(entries, spot);
        } else if (value instanceof Closure<?>) {
            draft.problem(
                    spot.place(),
                    "wrong-type",
                    "braces stand here for nothing: a map is written [key: value], and a condition directly in its task");
        } else {
            draft.problem(
                    spot.place(),
                    "wrong-type",
                    "a value is a text, a number, true, false, a list, a map or a reference; this is a "
                            + value.getClass().getSimpleName() + ". Write it as a text");
        }
        return new Literal(null);
    }

    private Expression number(Number number, Place place) {
        boolean whole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte;
        boolean finite = whole
                || number instanceof BigInteger
                || Double.isFinite(number.doubleValue())
                || number instanceof BigDecimal;
        boolean bounded = whole
                || (finite
                        && (number instanceof BigDecimal decimal
                                ? Numerals.bounded(decimal)
                                : !(number instanceof BigInteger integer)
                                        || Numerals.bounded(new BigDecimal(integer))));
        if (!bounded) {
            draft.problem(
                    place,
                    "bad-number",
                    finite
                            ? "the number has more than " + Numerals.MOST_DIGITS + " digits"
                            : "infinity and 'not a number' are no values here");
            return new Literal(null);
        }
        return new Literal(Numbers.of(number));
    }

    private Expression interpolation(GString text, Spot spot) {
        List<Expression> parts = new ArrayList<>();
        String[] strings = text.getStrings();
        Object[] values = text.getValues();
        for (int i = 0; i < Math.max(strings.length, values.length); i++) {
            if (i < strings.length) {
                parts.add(draft.at(new Literal(strings[i]), spot.place()));
            }
            if (i < values.length) {
                parts.add(part(values[i], spot));
            }
        }
        return Splices.joined(draft, parts);
    }

    private Expression part(@Nullable Object value, Spot spot) {
        if (value instanceof Handle handle) {
            return handle.expression();
        }
        Expression constant = expression(value, spot);
        return constant instanceof Literal literal
                ? draft.at(new Literal(Splices.text(literal)), spot.place())
                : constant;
    }

    private Expression list(Collection<?> items, Spot spot) {
        List<Expression> expressions = new ArrayList<>();
        int index = 0;
        for (Object item : items) {
            expressions.add(expression(item, spot.item(index++)));
        }
        return new ListOf(expressions);
    }

    private MapOf map(Map<?, ?> entries, Spot spot) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        Map<String, Place> keys = new HashMap<>();
        entries.forEach((key, value) -> {
            String name = String.valueOf(key);
            expressions.put(name, expression(value, spot.entry(name)));
            keys.put(name, spot.keys().getOrDefault(name, spot.place()));
        });
        return draft.at(new MapOf(expressions), spot.place(), keys);
    }
}
