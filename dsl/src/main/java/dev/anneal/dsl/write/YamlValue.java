package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Said.Content;
import dev.anneal.dsl.yaml.YamlScalars;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What stands behind a key in YAML, in one line. */
final class YamlValue {

    private YamlValue() {}

    /** @param inFlow whether it stands inside of braces or brackets */
    static String of(Content content, boolean inFlow) {
        if (content instanceof Content.Condition condition) {
            return YamlScalars.expression(ExpressionText.of(condition.expression()), inFlow);
        } else if (content instanceof Content.Tasks tasks) {
            return tasks.names().size() == 1
                    ? YamlScalars.text(tasks.names().get(0), inFlow)
                    : of(WordList.list(tasks.names()), inFlow);
        } else if (content instanceof Content.Words words) {
            return braces(words.words());
        }
        return of(((Content.Value) content).value(), inFlow);
    }

    static String braces(List<Said> words) {
        return words.stream()
                .map(word -> YamlScalars.key(word.word()) + ": " + of(word.content(), true))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String of(Expression value, boolean inFlow) {
        if (value instanceof ListOf list) {
            return list.items().stream().map(item -> of(item, true)).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof MapOf map) {
            return map.entries().entrySet().stream()
                    .map(entry -> YamlScalars.key(entry.getKey()) + ": " + of(entry.getValue(), true))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Literal literal && literal.value() instanceof BigDecimal number) {
            return Numeral.of(number);
        } else if (value instanceof Literal literal && !(literal.value() instanceof String)) {
            return String.valueOf(literal.value());
        }
        return YamlScalars.text(scalar(value), inFlow);
    }

    /** A text, a reference or a text with expressions in it, as the scalar's own text. */
    static String scalar(Expression value) {
        if (value instanceof Literal literal) {
            return behindDollars(String.valueOf(literal.value()).replace("${", "$${"), false);
        } else if (value instanceof Reference reference) {
            return "$" + reference;
        }
        List<Expression> parts = value instanceof Interpolation text ? text.parts() : List.of(value);
        boolean begins = parts.get(0) instanceof Literal first && first.value() instanceof String;
        return behindDollars(interpolated(parts), !begins);
    }

    /** A {@code $} that would mean something where the text begins is doubled. */
    private static String behindDollars(String text, boolean expression) {
        boolean means = text.length() > 1
                && text.charAt(0) == '$'
                && !expression
                && (text.charAt(1) == '_' || text.charAt(1) == '$' || Character.isLetter(text.charAt(1)))
                && !text.startsWith("$${");
        return means ? "$" + text : text;
    }

    private static String interpolated(List<Expression> parts) {
        StringBuilder text = new StringBuilder();
        boolean afterText = false;
        for (int i = 0; i < parts.size(); i++) {
            Expression part = parts.get(i);
            boolean constant = part instanceof Literal literal && literal.value() instanceof String;
            String plain = constant ? String.valueOf(((Literal) part).value()) : "";
            // A '$' before the next '${' would take that for itself, and two texts in a row would be one.
            boolean asItStands = constant && !plain.isEmpty() && !afterText && !plain.endsWith("$") && parts.size() > 1;
            text.append(asItStands ? plain.replace("${", "$${") : "${" + ExpressionText.of(part) + "}");
            afterText = asItStands;
        }
        return text.toString();
    }
}
