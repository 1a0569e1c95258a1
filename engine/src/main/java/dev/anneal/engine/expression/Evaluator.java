package dev.anneal.engine.expression;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.BinaryOperator;
import dev.anneal.engine.spec.Expression.Call;
import dev.anneal.engine.spec.Expression.Conditional;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Part;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions to plain values. Arithmetic is decimal with 34 digits; {@code &&} and {@code ||} stop early.
 * One evaluator is for one evaluation by one thread: it gathers the reasons of what was missing.
 */
public final class Evaluator {

    private final Scope scope;
    private final Set<String> notes = new LinkedHashSet<>();

    public Evaluator(Scope scope) {
        this.scope = scope;
    }

    /** Reasons of every {@link Missing} value that a comparison met, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** @throws EvaluationException if the expression has no value */
    public boolean test(Expression condition) {
        Object value = evaluate(condition);
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Missing missing) {
            notes.add(missing.reason());
            return missing.passes();
        }
        throw new EvaluationException(
                condition,
                "a condition must be true or false, but '" + ExpressionText.of(condition) + "' is " + kind(value));
    }

    /** @throws EvaluationException if the expression has no value */
    public @Nullable Object evaluate(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof Reference reference) {
            return scope.lookUp(reference);
        } else if (expression instanceof ListOf list) {
            List<Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(evaluate(item)));
            return items;
        } else if (expression instanceof MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.entries().forEach((key, value) -> entries.put(key, evaluate(value)));
            return entries;
        } else if (expression instanceof Unary unary) {
            return unary(unary);
        } else if (expression instanceof Binary binary) {
            return binary(binary);
        } else if (expression instanceof Conditional conditional) {
            return evaluate(test(conditional.condition()) ? conditional.then() : conditional.otherwise());
        } else if (expression instanceof Part part) {
            return part(part);
        } else if (expression instanceof Interpolation interpolation) {
            String text = interpolation.parts().stream()
                    .map(part -> text(part, evaluate(part)))
                    .collect(Collectors.joining());
            return Bounds.text(expression, text);
        } else if (expression instanceof Call call) {
            return Functions.call(
                    call, call.arguments().stream().map(this::evaluate).toList());
        }
        throw new IllegalStateException("unknown node " + expression);
    }

    private @Nullable Object unary(Unary unary) {
        if (unary.operator() == UnaryOperator.NOT) {
            return !test(unary.operand());
        }
        Object value = evaluate(unary.operand());
        return value instanceof Missing ? value : number(unary, value).negate();
    }

    private @Nullable Object binary(Binary binary) {
        BinaryOperator operator = binary.operator();
        if (operator == BinaryOperator.AND) {
            return test(binary.left()) && test(binary.right());
        }
        if (operator == BinaryOperator.OR) {
            return test(binary.left()) || test(binary.right());
        }
        Object left = evaluate(binary.left());
        if (operator == BinaryOperator.ELSE) {
            return left == null || left instanceof Missing ? evaluate(binary.right()) : left;
        }
        Object right = evaluate(binary.right());
        Missing missing = left instanceof Missing found ? found : right instanceof Missing found ? found : null;
        if (missing != null) {
            if (operator.comparison()) {
                notes.add(missing.reason());
                return missing.passes();
            }
            return missing;
        }
        return operator.comparison()
                ? Operators.compare(binary, left, right)
                : Operators.calculate(binary, left, right);
    }

    private @Nullable Object part(Part part) {
        Object whole = evaluate(part.of());
        if (whole instanceof Missing || (whole == null && part.safe())) {
            return part.safe() ? null : whole;
        }
        Object key = evaluate(part.key());
        if (key instanceof Missing) {
            return key;
        } else if (whole instanceof Map<?, ?> map && key instanceof String name) {
            if (!map.containsKey(name) && !part.safe()) {
                throw EvaluationException.unknown(part, name, map.keySet());
            }
            return map.get(name);
        } else if (whole instanceof List<?> items && key instanceof BigDecimal number) {
            return item(part, items, number);
        }
        throw new EvaluationException(
                part,
                "'" + ExpressionText.of(part.of()) + "' is " + kind(whole) + ", which has no part "
                        + ExpressionText.of(part.key()));
    }

    private static @Nullable Object item(Part part, List<?> items, BigDecimal number) {
        boolean inside =
                number.scale() <= 0 && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(items.size())) < 0;
        if (inside) {
            return items.get(number.intValue());
        } else if (part.safe()) {
            return null;
        }
        throw new EvaluationException(
                part,
                "'" + ExpressionText.of(part.of()) + "' has "
                        + (items.isEmpty() ? "no items" : "the items 0 to " + (items.size() - 1)) + ", no item "
                        + number.toPlainString());
    }

    static BigDecimal number(Expression at, @Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        throw new EvaluationException(at, "'" + ExpressionText.of(at) + "' needs numbers, but found " + kind(value));
    }

    static String text(Expression part, @Nullable Object value) {
        if (value instanceof Missing missing) {
            throw new EvaluationException(part, missing.reason());
        }
        return value instanceof Artifact artifact
                ? artifact.digest().hex()
                : value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (value instanceof BigDecimal decimal) {
            return "the number " + decimal.toPlainString();
        } else if (value instanceof String text) {
            return "the text '" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
        } else if (value instanceof Boolean truth) {
            return truth.toString();
        } else if (value instanceof Artifact artifact) {
            return "the " + artifact.type().word() + " '" + artifact.name() + "'";
        }
        return value instanceof Map ? "a map" : "a list";
    }
}
