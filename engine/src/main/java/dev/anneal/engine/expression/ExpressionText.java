package dev.anneal.engine.expression;

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
import dev.anneal.engine.spec.Expression.Unary;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** An expression as text that reads back to the same tree. */
public final class ExpressionText {

    /** Tighter than every operator of two operands. */
    private static final int UNARY = 7;
    /** What may stand before a point or a bracket as it is. */
    private static final int ATOM = 8;

    private ExpressionText() {}

    public static String of(Expression expression) {
        return of(expression, 0);
    }

    private static String of(Expression expression, int outer) {
        if (expression instanceof Literal literal) {
            boolean number = literal.value() instanceof BigDecimal;
            return outer == ATOM && number ? "(" + literal(literal) + ")" : literal(literal);
        } else if (expression instanceof ListOf list) {
            return list.items().stream().map(ExpressionText::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (expression instanceof MapOf map) {
            return map.entries().entrySet().stream()
                    .map(entry -> key(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (expression instanceof Unary unary) {
            String text = unary.operator().symbol() + of(unary.operand(), UNARY);
            return outer == ATOM ? "(" + text + ")" : text;
        } else if (expression instanceof Binary binary && binary.operator() == BinaryOperator.ELSE) {
            String text = of(binary.left(), 1) + " ?: " + of(binary.right());
            return outer > 0 ? "(" + text + ")" : text;
        } else if (expression instanceof Binary binary) {
            int own = binary.operator().precedence();
            String text = of(binary.left(), own) + " " + binary.operator().symbol() + " " + of(binary.right(), own + 1);
            return own < outer ? "(" + text + ")" : text;
        } else if (expression instanceof Conditional conditional) {
            String text = of(conditional.condition(), 1) + " ? " + of(conditional.then()) + " : "
                    + of(conditional.otherwise());
            return outer > 0 ? "(" + text + ")" : text;
        } else if (expression instanceof Part part) {
            String of = of(part.of(), ATOM);
            String name = part.name();
            String safe = part.safe() ? "?" : "";
            return name == null ? of + safe + "[" + of(part.key()) + "]" : of + safe + "." + name;
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
        return Expression.isName(key) ? key : quoted(key);
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
