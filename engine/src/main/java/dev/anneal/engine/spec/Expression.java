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

    /** {@code condition ? then : otherwise}. */
    record Conditional(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /**
     * A part of a value: {@code items[0]}, {@code map['a key']}, {@code first(rows).name}, {@code item?.depth}. What
     * {@link #part} makes: a part by name of what has a name is a {@link Reference} itself.
     *
     * @param key number of an item, from 0, or name of an entry
     * @param safe whether nothing has a part of nothing, rather than that being an error
     */
    record Part(Expression of, Expression key, boolean safe) implements Expression {

        /** The key as it stands behind a point; null where it needs brackets. */
        public @Nullable String name() {
            return key instanceof Literal literal && literal.value() instanceof String name && isName(name)
                    ? name
                    : null;
        }
    }

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

    /** Every operator of two operands, with its precedence (higher binds tighter); that of {@code ? :} is 0. */
    enum BinaryOperator {
        /** The left, or the right where there is no left. */
        ELSE("?:", 0),
        OR("||", 1),
        AND("&&", 2),
        EQUAL("==", 3),
        NOT_EQUAL("!=", 3),
        LESS("<", 4),
        LESS_OR_EQUAL("<=", 4),
        GREATER(">", 4),
        GREATER_OR_EQUAL(">=", 4),
        IN("in", 4),
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

    /** {@code of.key}, {@code of[key]} or, where {@code safe}, {@code of?.key}: one tree whichever way it was written. */
    static Expression part(Expression of, Expression key, boolean safe) {
        Part part = new Part(of, key, safe);
        String name = part.name();
        if (safe || name == null || !(of instanceof Reference reference)) {
            return part;
        }
        List<String> path = new ArrayList<>(reference.path());
        path.add(name);
        return new Reference(path);
    }

    /** Whether a text is an identifier: letters, digits and {@code _}, no digit first. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && !(text.charAt(0) >= '0' && text.charAt(0) <= '9')
                && text.chars()
                        .allMatch(c ->
                                c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
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
        } else if (this instanceof Conditional conditional) {
            return List.of(conditional.condition(), conditional.then(), conditional.otherwise());
        } else if (this instanceof Part part) {
            return List.of(part.of(), part.key());
        } else if (this instanceof Call call) {
            return call.arguments();
        } else if (this instanceof Interpolation interpolation) {
            return interpolation.parts();
        }
        return List.of();
    }

    /** This node with other parts in the place of {@link #children}: as many, in their order. */
    default Expression with(List<Expression> parts) {
        if (this instanceof ListOf) {
            return new ListOf(parts);
        } else if (this instanceof MapOf map) {
            Map<String, Expression> entries = new LinkedHashMap<>();
            map.entries().keySet().forEach(key -> entries.put(key, parts.get(entries.size())));
            return new MapOf(entries);
        } else if (this instanceof Unary unary) {
            return new Unary(unary.operator(), parts.get(0));
        } else if (this instanceof Binary binary) {
            return new Binary(binary.operator(), parts.get(0), parts.get(1));
        } else if (this instanceof Conditional) {
            return new Conditional(parts.get(0), parts.get(1), parts.get(2));
        } else if (this instanceof Part part) {
            return part(parts.get(0), parts.get(1), part.safe());
        } else if (this instanceof Call call) {
            return new Call(call.function(), parts);
        } else if (this instanceof Interpolation) {
            return new Interpolation(parts);
        }
        return this;
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
