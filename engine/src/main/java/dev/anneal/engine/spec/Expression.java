package dev.anneal.engine.spec;

import dev.anneal.engine.artifact.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one typed tree that every setting and condition is made of, whichever form it was written in. Pure data: equal
 * when it means the same, places kept aside in {@link Places}.
 */
public sealed interface Expression {

    /** A constant: {@link String}, {@link BigDecimal} (trailing zeros stripped), {@link Boolean} or null. */
    record Literal(@Nullable Object value) implements Expression {
        public Literal {
            value = normalised(value);
        }

        private static @Nullable Object normalised(@Nullable Object value) {
            if (value == null || value instanceof String || value instanceof Boolean) {
                return value;
            }
            if (value instanceof BigDecimal decimal) {
                return Numbers.normalise(decimal);
            }
            if (value instanceof Number number) {
                return Numbers.of(number);
            }
            throw new IllegalArgumentException(
                    "not a constant: " + value.getClass().getName());
        }
    }

    /** {@code [a, b, c]}. */
    record ListOf(List<Expression> items) implements Expression {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    /** {@code {a: 1, b: 2}}; equality does not depend on the order, which is kept for display. */
    record MapOf(Map<String, Expression> entries) implements Expression {
        public MapOf {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A name with steps: {@code params.from}, {@code history.train}, {@code accuracy}. At least one step. */
    record Reference(List<String> path) implements Expression {
        public Reference {
            path = List.copyOf(path);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("a reference needs a name");
            }
        }

        public static Reference of(String... path) {
            return new Reference(List.of(path));
        }

        /** The first step: {@code params}, {@code run}, {@code item}, a task's name or an extra name. */
        public String root() {
            return path.get(0);
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** {@code !x} or {@code -x}. */
    record Unary(UnaryOperator operator, Expression operand) implements Expression {}

    /** {@code left operator right}. */
    record Binary(BinaryOperator operator, Expression left, Expression right) implements Expression {}

    /** A call of one of the documented functions. */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A string with {@code ${...}} in it: the parts' texts one after the other. */
    record Interpolation(List<Expression> parts) implements Expression {
        public Interpolation {
            parts = List.copyOf(parts);
        }
    }

    /** Every operator of one operand. */
    enum UnaryOperator {
        NOT("!"),
        MINUS("-");

        private final String symbol;

        UnaryOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** Every operator of two operands, with its precedence (higher binds tighter). */
    enum BinaryOperator {
        OR("||", 1),
        AND("&&", 2),
        EQUAL("==", 3),
        NOT_EQUAL("!=", 3),
        LESS("<", 4),
        LESS_OR_EQUAL("<=", 4),
        GREATER(">", 4),
        GREATER_OR_EQUAL(">=", 4),
        PLUS("+", 5),
        MINUS("-", 5),
        TIMES("*", 6),
        DIVIDE("/", 6),
        REMAINDER("%", 6);

        private final String symbol;
        private final int precedence;

        BinaryOperator(String symbol, int precedence) {
            this.symbol = symbol;
            this.precedence = precedence;
        }

        public String symbol() {
            return symbol;
        }

        public int precedence() {
            return precedence;
        }

        public boolean comparison() {
            return precedence == 3 || precedence == 4;
        }
    }

    static Literal literal(@Nullable Object value) {
        return new Literal(value);
    }

    /** The direct parts of this node, in source order. */
    default List<Expression> children() {
        if (this instanceof ListOf list) {
            return list.items();
        } else if (this instanceof MapOf map) {
            return new ArrayList<>(map.entries().values());
        } else if (this instanceof Unary unary) {
            return List.of(unary.operand());
        } else if (this instanceof Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (this instanceof Call call) {
            return call.arguments();
        } else if (this instanceof Interpolation interpolation) {
            return interpolation.parts();
        }
        return List.of();
    }

    /** Every reference in this tree, in source order. */
    default List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        collect(this, found);
        return found;
    }

    private static void collect(Expression expression, List<Reference> into) {
        if (expression instanceof Reference reference) {
            into.add(reference);
        }
        expression.children().forEach(child -> collect(child, into));
    }
}
