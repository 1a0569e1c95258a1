package dev.anneal.tasks.evaluate;

import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.BinaryOperator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is required holds, and if not, which comparison does not, in numbers.
 *
 * @param require as text; null where nothing is required
 * @param reason empty where it holds
 * @param notes on values that a comparison found missing
 */
record Verdict(@Nullable String require, boolean holds, String reason, List<String> notes) {

    private static final MathContext SHOWN = new MathContext(6);

    /** @throws dev.anneal.engine.expression.EvaluationException if the expression has no value */
    static Verdict of(@Nullable Expression require, Scope scope) {
        if (require == null) {
            return new Verdict(null, true, "", List.of());
        }
        Evaluator evaluator = new Evaluator(scope);
        boolean holds = evaluator.test(require);
        String reason = holds ? "" : "require " + broken(require, scope);
        return new Verdict(ExpressionText.of(require), holds, reason, evaluator.notes());
    }

    /** The part of a condition that does not hold. */
    private static String broken(Expression condition, Scope scope) {
        if (condition instanceof Binary binary && binary.operator() == BinaryOperator.AND) {
            return broken(holds(binary.left(), scope) ? binary.right() : binary.left(), scope);
        } else if (condition instanceof Binary binary && binary.operator() == BinaryOperator.OR) {
            return broken(binary.left(), scope) + ", nor does " + broken(binary.right(), scope);
        } else if (condition instanceof Binary binary && binary.operator().comparison()) {
            return comparison(binary, scope);
        }
        return ExpressionText.of(condition) + " does not hold";
    }

    private static boolean holds(Expression condition, Scope scope) {
        return new Evaluator(scope).test(condition);
    }

    private static String comparison(Binary binary, Scope scope) {
        Object left = new Evaluator(scope).evaluate(binary.left());
        Object right = new Evaluator(scope).evaluate(binary.right());
        String text = ExpressionText.of(binary) + ": ";
        if (left instanceof Missing missing) {
            return text + missing.reason();
        } else if (right instanceof Missing missing) {
            return text + missing.reason();
        }
        String a = shown(left, SHOWN);
        String b = shown(right, SHOWN);
        if (a.equals(b)) {
            a = shown(left, MathContext.UNLIMITED);
            b = shown(right, MathContext.UNLIMITED);
        }
        return text + a + " " + binary.operator().symbol() + " " + b + " does not hold";
    }

    private static String shown(@Nullable Object value, MathContext digits) {
        return value instanceof BigDecimal number
                ? number.round(digits).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        if (require != null) {
            report.put("require", require);
        }
        report.put("holds", holds);
        if (!holds) {
            report.put("reason", reason);
        }
        return report;
    }
}
