package dev.anneal.dsl.write;

import dev.anneal.engine.problem.AnnealException;
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
import java.util.Set;
import java.util.stream.Collectors;

/** Expressions, texts and names as Groovy has them. */
final class GroovyExpression {

    private static final Set<String> KEYWORDS =
            Set.of(("abstract as assert boolean break byte case catch char class const"
                            + " continue def default do double else enum extends false final finally float for goto if implements"
                            + " import in instanceof int interface it long native new null package private protected public record"
                            + " return sealed short static strictfp super switch synchronized this threadsafe throw throws trait"
                            + " transient true try var void volatile while yield")
                    .split(" "));

    /** What begins a name of Groovy's rather than one of the workflow's. */
    private static final Set<String> PACKAGES = Set.of("java", "javax", "groovy", "org", "com", "dev");

    private static final int UNARY = 7;

    private GroovyExpression() {}

    static String of(Expression expression) {
        return of(expression, 0);
    }

    private static String of(Expression expression, int outer) {
        if (expression instanceof Literal literal) {
            return literal(literal);
        } else if (expression instanceof ListOf list) {
            return list.items().stream().map(GroovyExpression::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (expression instanceof MapOf map) {
            return map.entries().isEmpty()
                    ? "[:]"
                    : map.entries().entrySet().stream()
                            .map(entry -> key(entry.getKey()) + ": " + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "[", "]"));
        } else if (expression instanceof Reference reference) {
            return reference(reference);
        } else if (expression instanceof Unary unary) {
            return wrapped(unary(unary), outer > UNARY);
        } else if (expression instanceof Binary binary) {
            return wrapped(binary(binary), binary.operator().precedence() < outer);
        } else if (expression instanceof Conditional choice) {
            String text = of(choice.condition(), 1) + " ? " + of(choice.then(), 1) + " : " + of(choice.otherwise(), 1);
            return wrapped(text, outer > 0);
        } else if (expression instanceof Part part) {
            return part(part);
        } else if (expression instanceof Call call) {
            return call.function()
                    + call.arguments().stream().map(GroovyExpression::of).collect(Collectors.joining(", ", "(", ")"));
        } else if (expression instanceof Interpolation text) {
            return text.parts().stream().map(GroovyExpression::part).collect(Collectors.joining("", "\"", "\""));
        }
        throw new IllegalStateException("no Groovy for the node " + expression);
    }

    private static String wrapped(String text, boolean parentheses) {
        return parentheses ? "(" + text + ")" : text;
    }

    /** Groovy takes {@code --} for another operator, and cannot read {@code -null} and {@code -true}. */
    private static String unary(Unary unary) {
        String operand = of(unary.operand(), UNARY);
        boolean apart = unary.operator() == UnaryOperator.MINUS
                && (operand.startsWith("-") || operand.matches("(null|true|false)\\b.*"));
        return unary.operator().symbol() + wrapped(operand, apart);
    }

    /** Groovy takes {@code a < b > c} for a type with a parameter, so comparisons of comparisons stand in parentheses. */
    private static String binary(Binary binary) {
        BinaryOperator operator = binary.operator();
        int own = operator.precedence();
        boolean apart = operator.comparison() || operator == BinaryOperator.ELSE;
        boolean negation = operator == BinaryOperator.IN && binary.left() instanceof Unary;
        String left = wrapped(of(binary.left(), apart ? own + 1 : own), negation);
        return left + " " + operator.symbol() + " " + of(binary.right(), own + 1);
    }

    private static String part(Part part) {
        boolean bare = part.of() instanceof Reference || part.of() instanceof Part || part.of() instanceof Call;
        String of = wrapped(of(part.of()), !bare);
        String name = part.name();
        String safe = part.safe() ? "?" : "";
        return name == null ? of + safe + "[" + of(part.key()) + "]" : of + safe + "." + name;
    }

    private static String literal(Literal literal) {
        Object value = literal.value();
        if (value instanceof String text) {
            return text(text);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** A part of a text in double quotes. */
    private static String part(Expression part) {
        return part instanceof Literal literal && literal.value() instanceof String text
                ? escaped(text).replace("\"", "\\\"").replace("$", "\\$")
                : "${" + of(part) + "}";
    }

    static String text(String text) {
        return "'" + escaped(text).replace("'", "\\'") + "'";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    boolean odd = c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
                    escaped.append(odd ? String.format("\\u%04X", (int) c) : String.valueOf(c));
                }
            }
        }
        return escaped.toString();
    }

    /** @throws AnnealException bad-input where Groovy means something else by the name */
    static String reference(Reference reference) {
        String root = reference.root();
        if (!referable(root)) {
            throw AnnealException.badInput(
                    "no-groovy",
                    "Groovy means something else by '" + root
                            + "', so a Groovy file cannot refer to what has that name."
                            + " Rename it, to begin with a small letter and to be no word of Groovy's");
        }
        return reference.toString();
    }

    /** Whether a bare name is one of the workflow's. */
    static boolean referable(String name) {
        return !KEYWORDS.contains(name) && !PACKAGES.contains(name) && !Character.isUpperCase(name.charAt(0));
    }

    /** Whether a name may stand bare where a word begins, with its value behind it. */
    static boolean word(String name) {
        return identifier(name) && !KEYWORDS.contains(name) && Character.isLowerCase(name.charAt(0));
    }

    /** A key of a map or of a pair behind a word. */
    static String key(String key) {
        return identifier(key) ? key : text(key);
    }

    private static boolean identifier(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
