package dev.anneal.engine.expression;

import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.BinaryOperator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What operators make of two values that are there. */
final class Operators {

    private Operators() {}

    static boolean compare(Binary binary, @Nullable Object left, @Nullable Object right) {
        if (binary.operator() == BinaryOperator.EQUAL) {
            return Objects.equals(left, right);
        } else if (binary.operator() == BinaryOperator.NOT_EQUAL) {
            return !Objects.equals(left, right);
        } else if (binary.operator() == BinaryOperator.IN) {
            return in(binary, left, right);
        }
        int order = left instanceof String a && right instanceof String b
                ? a.compareTo(b)
                : Evaluator.number(binary, left).compareTo(Evaluator.number(binary, right));
        return switch (binary.operator()) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    static Object calculate(Binary binary, @Nullable Object left, @Nullable Object right) {
        if (binary.operator() == BinaryOperator.PLUS && left instanceof String a && right instanceof String b) {
            return Bounds.text(binary, a + b);
        }
        BigDecimal a = Evaluator.number(binary, left);
        BigDecimal b = Evaluator.number(binary, right);
        boolean divides = binary.operator() == BinaryOperator.DIVIDE || binary.operator() == BinaryOperator.REMAINDER;
        if (divides && b.signum() == 0) {
            throw new EvaluationException(binary, "division by zero in '" + ExpressionText.of(binary) + "'");
        }
        BigDecimal result = switch (binary.operator()) {
            case PLUS -> a.add(b, MathContext.DECIMAL128);
            case MINUS -> a.subtract(b, MathContext.DECIMAL128);
            case TIMES -> a.multiply(b, MathContext.DECIMAL128);
            case DIVIDE -> a.divide(b, MathContext.DECIMAL128);
            default -> a.remainder(b, MathContext.DECIMAL128);
        };
        return Bounds.number(binary, result);
    }

    private static boolean in(Binary binary, @Nullable Object what, @Nullable Object where) {
        if (where instanceof Collection<?> items) {
            return items.contains(what);
        } else if (where instanceof Map<?, ?> map) {
            return map.containsKey(what);
        }
        throw new EvaluationException(
                binary,
                "'" + ExpressionText.of(binary) + "' needs a list or a map on the right, but found "
                        + Evaluator.kind(where) + "; whether a text has a part says contains(text, part)");
    }
}
