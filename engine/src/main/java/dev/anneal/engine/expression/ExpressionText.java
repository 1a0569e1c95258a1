package dev.anneal.engine.expression;

import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.Call;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Unary;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** An expression as text that reads back to the same tree. */
public final class ExpressionText {

    private ExpressionText() {}

    public static String of(Expression expression) {
        return of(expression, 0);
    }

    private static String of(Expression expression, int outer) {
        if (expression instanceof Literal literal) {
            return literal(literal);
        } else if (expression instanceof ListOf list) {
            return list.items().stream().map(ExpressionText::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (expression instanceof MapOf map) {
            return map.entries().entrySet().stream()
                    .map(entry -> key(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (expression instanceof Unary unary) {
            return unary.operator().symbol() + of(unary.operand(), 7);
        } else if (expression instanceof Binary binary) {
            int own = binary.operator().precedence();
            String text = of(binary.left(), own) + " " + binary.operator().symbol() + " " + of(binary.right(), own + 1);
            return own < outer ? "(" + text + ")" : text;
        } else if (expression instanceof Call call) {
            return call.function()
                    + call.arguments().stream().map(ExpressionText::of).collect(Collectors.joining(", ", "(", ")"));
        } else if (expression instanceof Interpolation interpolation) {
            return interpolation.parts().stream()
                    .map(part -> part instanceof Literal literal && literal.value() instanceof String text
                            ? escaped(text)
                            : "${" + of(part) + "}")
                    .collect(Collectors.joining("", "\"", "\""));
        }
        return expression.toString();
    }

    private static String key(String key) {
        boolean name = !key.isEmpty()
                && !Character.isDigit(key.charAt(0))
                && key.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
        return name ? key : quoted(key);
    }

    private static String quoted(String text) {
        return "'" + escaped(text).replace("'", "\\'") + "'";
    }

    private static String literal(Literal literal) {
        Object value = literal.value();
        if (value instanceof String text) {
            return quoted(text);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("$", "\\$")
                .replace("\"", "\\\"");
    }
}
