package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.expression.Function;
import dev.anneal.engine.expression.Functions;
import dev.anneal.engine.expression.Kind;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.Call;
import dev.anneal.engine.spec.Expression.Conditional;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Part;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import dev.anneal.engine.spec.Sizes;
import java.util.List;
import java.util.Optional;

/** The types of an expression and its parts, as far as they are known, and what cannot be right about them. */
final class ExpressionTypes {

    /** The type of what a reference names; empty where that cannot be known. */
    interface Names {
        Optional<KnownType> type(Reference reference);
    }

    /** Told of every node that can have no value. */
    interface Mistakes {
        void say(Expression node, String message);
    }

    private final Names names;
    private final Mistakes mistakes;

    ExpressionTypes(Names names, Mistakes mistakes) {
        this.names = names;
        this.mistakes = mistakes;
    }

    /** Looks at each node once, from the leaves up. */
    Optional<KnownType> of(Expression expression) {
        if (expression instanceof Reference reference) {
            return names.type(reference);
        } else if (expression instanceof Literal literal) {
            return literal(literal);
        } else if (expression instanceof Unary unary) {
            ValueType type = unary.operator() == UnaryOperator.NOT ? ValueType.BOOLEAN : ValueType.NUMBER;
            needs(type, unary.operand(), of(unary.operand()), unary.operator().symbol());
            return known(type);
        } else if (expression instanceof Binary binary) {
            return binary(binary, of(binary.left()), of(binary.right()));
        } else if (expression instanceof Conditional conditional) {
            return conditional(conditional);
        } else if (expression instanceof Part part) {
            return part(part, of(part.of()), of(part.key()));
        } else if (expression instanceof Call call) {
            return call(call);
        }
        expression.children().forEach(this::of);
        return known(
                expression instanceof Expression.ListOf
                        ? ValueType.LIST
                        : expression instanceof Expression.MapOf ? ValueType.MAP : ValueType.TEXT);
    }

    private static Optional<KnownType> literal(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return Optional.empty();
        }
        return known(
                value instanceof String
                        ? ValueType.TEXT
                        : value instanceof Boolean ? ValueType.BOOLEAN : ValueType.NUMBER);
    }

    private Optional<KnownType> binary(Binary binary, Optional<KnownType> left, Optional<KnownType> right) {
        return switch (binary.operator()) {
            case ELSE -> left.equals(right) ? left : Optional.empty();
            case PLUS -> plus(binary, left, right);
            case MINUS, TIMES, DIVIDE, REMAINDER -> both(ValueType.NUMBER, binary, left, right);
            case AND, OR -> both(ValueType.BOOLEAN, binary, left, right);
            case IN -> in(binary, right);
            case EQUAL, NOT_EQUAL -> equality(binary, left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> order(binary, left, right);
        };
    }

    private Optional<KnownType> both(
            ValueType wanted, Binary binary, Optional<KnownType> left, Optional<KnownType> right) {
        needs(wanted, binary.left(), left, binary.operator().symbol());
        needs(wanted, binary.right(), right, binary.operator().symbol());
        return known(wanted);
    }

    private Optional<KnownType> in(Binary binary, Optional<KnownType> right) {
        if (right.isPresent()
                && !Kind.LIST.takes(right.get().type())
                && !Kind.MAP.takes(right.get().type())) {
            mistakes.say(
                    binary.right(),
                    "'in' needs a list or a map on the right, found " + found(binary.right(), right)
                            + "; whether a text has a part says contains(text, part)");
        }
        return known(ValueType.BOOLEAN);
    }

    private Optional<KnownType> equality(Binary binary, Optional<KnownType> left, Optional<KnownType> right) {
        if (left.isPresent()
                && right.isPresent()
                && !alike(left.get().type(), right.get().type())) {
            mistakes.say(
                    binary,
                    "'" + binary.operator().symbol()
                            + "' always comes to the same, because the two sides are of different" + " types: "
                            + found(binary.left(), left) + ", and " + found(binary.right(), right));
        }
        return known(ValueType.BOOLEAN);
    }

    private Optional<KnownType> order(Binary binary, Optional<KnownType> left, Optional<KnownType> right) {
        if (!text(left) && !text(right)) {
            both(ValueType.NUMBER, binary, left, right);
        } else if (measure(binary.left()) || measure(binary.right())) {
            mistakes.say(
                    binary,
                    "'" + binary.operator().symbol()
                            + "' compares texts letter by letter; to compare durations or sizes write seconds('2h')"
                            + " or bytes('2GB') on both sides");
        } else {
            both(ValueType.TEXT, binary, left, right);
        }
        return known(ValueType.BOOLEAN);
    }

    private static boolean measure(Expression side) {
        return side instanceof Literal literal
                && literal.value() instanceof String text
                && (Durations.parse(text).isPresent() || Sizes.parse(text).isPresent());
    }

    private Optional<KnownType> plus(Binary binary, Optional<KnownType> left, Optional<KnownType> right) {
        if (text(left) || text(right)) {
            Expression other = text(left) ? binary.right() : binary.left();
            Optional<KnownType> type = text(left) ? right : left;
            if (type.isPresent() && !Kind.TEXT.takes(type.get().type())) {
                mistakes.say(
                        other,
                        "'+' puts texts together, but '" + ExpressionText.of(other) + "' is "
                                + type.get().describe() + "; write \"${...}\" or text(...)");
            }
            return known(ValueType.TEXT);
        }
        both(ValueType.NUMBER, binary, left, right);
        return left.or(() -> right);
    }

    private Optional<KnownType> conditional(Conditional conditional) {
        needs(ValueType.BOOLEAN, conditional.condition(), of(conditional.condition()), "? :");
        Optional<KnownType> then = of(conditional.then());
        Optional<KnownType> otherwise = of(conditional.otherwise());
        return then.equals(otherwise) ? then : Optional.empty();
    }

    private Optional<KnownType> part(Part part, Optional<KnownType> whole, Optional<KnownType> key) {
        if (whole.isEmpty() || whole.get().type() == ValueType.ANY) {
            return Optional.empty();
        }
        boolean list = whole.get().type() == ValueType.LIST;
        if (!list && whole.get().type() != ValueType.MAP) {
            mistakes.say(
                    part,
                    "'" + ExpressionText.of(part.of()) + "' is " + whole.get().describe() + " and has no parts");
            return Optional.empty();
        }
        if (key.isPresent() && key.get().type() != (list ? ValueType.NUMBER : ValueType.TEXT)) {
            mistakes.say(
                    part.key(),
                    "'" + ExpressionText.of(part.of()) + "' is " + whole.get().describe() + ", whose parts go by "
                            + (list ? "numbers from 0" : "names") + ", found " + found(part.key(), key));
        }
        KnownType element = whole.get().element();
        return list && element != null ? Optional.of(element) : Optional.empty();
    }

    private Optional<KnownType> call(Call call) {
        List<Optional<KnownType>> types =
                call.arguments().stream().map(this::of).toList();
        Function function = Functions.named(call.function()).orElse(null);
        if (function == null) {
            return Optional.empty();
        }
        if (!function.takesSoMany(types.size())) {
            mistakes.say(
                    call,
                    "'" + function.name() + "' takes " + function.count() + ", found " + types.size() + ": "
                            + function.signature());
        }
        for (int i = 0; i < types.size(); i++) {
            Kind kind = function.takes(i);
            Optional<KnownType> type = types.get(i);
            if (type.isPresent() && !kind.takes(type.get().type())) {
                mistakes.say(
                        call.arguments().get(i),
                        "'" + function.name() + "' takes " + kind.describe() + ", found "
                                + found(call.arguments().get(i), type));
            }
        }
        return function.gives() == Kind.ANY
                ? Optional.empty()
                : known(function.gives().type());
    }

    private void needs(ValueType wanted, Expression operand, Optional<KnownType> type, String symbol) {
        if (type.isPresent() && !type.get().type().fits(wanted)) {
            mistakes.say(
                    operand,
                    "'" + symbol + "' takes "
                            + switch (wanted) {
                                case BOOLEAN -> "what is true or false";
                                case NUMBER -> "numbers";
                                default -> "texts";
                            }
                            + ", found " + found(operand, type));
        }
    }

    private static boolean alike(ValueType a, ValueType b) {
        return a.fits(b) || b.fits(a) || (a.artifact() && b.artifact());
    }

    private static boolean text(Optional<KnownType> type) {
        return type.isPresent() && type.get().type() == ValueType.TEXT;
    }

    private static String found(Expression node, Optional<KnownType> type) {
        String text = ExpressionText.of(node);
        if (type.isEmpty()) {
            return text;
        }
        return node instanceof Literal
                ? "the " + type.get().type().word() + " " + text
                : text + ", " + type.get().describe();
    }

    private static Optional<KnownType> known(ValueType type) {
        return Optional.of(KnownType.of(type));
    }
}
