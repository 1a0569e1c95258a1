package dev.anneal.engine.expression;

import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.spec.Expression.Call;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documented functions of the expression language: {@code abs min max size}. */
public final class Functions {

    private static final Set<String> NAMES = Set.of("abs", "min", "max", "size");

    private Functions() {}

    public static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    static @Nullable Object call(Call call, List<@Nullable Object> arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Missing) {
                return argument;
            }
        }
        return switch (call.function()) {
            case "abs" -> number(call, only(call, arguments)).abs();
            case "min" ->
                arguments.stream()
                        .map(value -> number(call, value))
                        .min(BigDecimal::compareTo)
                        .orElseThrow(() -> wrongCount(call, "at least one argument"));
            case "max" ->
                arguments.stream()
                        .map(value -> number(call, value))
                        .max(BigDecimal::compareTo)
                        .orElseThrow(() -> wrongCount(call, "at least one argument"));
            case "size" -> size(call, only(call, arguments));
            default -> throw EvaluationException.unknown(call, call.function(), NAMES);
        };
    }

    private static @Nullable Object only(Call call, List<@Nullable Object> arguments) {
        if (arguments.size() != 1) {
            throw wrongCount(call, "one argument");
        }
        return arguments.get(0);
    }

    private static BigDecimal number(Call call, @Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        throw new EvaluationException(
                call, "'" + call.function() + "' takes numbers, but found " + Evaluator.kind(value));
    }

    private static Object size(Call call, @Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return Numbers.of(items.size());
        } else if (value instanceof Map<?, ?> map) {
            return Numbers.of(map.size());
        } else if (value instanceof String text) {
            return Numbers.of(text.length());
        }
        throw new EvaluationException(call, "'size' takes a list, a map or a text, but found " + Evaluator.kind(value));
    }

    private static EvaluationException wrongCount(Call call, String expected) {
        return new EvaluationException(
                call,
                "'" + call.function() + "' takes " + expected + ", but found "
                        + call.arguments().size());
    }
}
