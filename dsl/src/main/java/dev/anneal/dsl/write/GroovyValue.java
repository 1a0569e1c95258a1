package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words with their values in Groovy, in one line each. */
final class GroovyValue {

    private GroovyValue() {}

    /** {@code rows 50_000}, {@code split by: 'order', train: 0.8}, {@code when { a > b }}. */
    static String statement(Said word) {
        Content content = word.content();
        if (content instanceof Content.Condition condition) {
            return name(word.word()) + " { " + GroovyExpression.of(condition.expression()) + " }";
        } else if (content instanceof Content.Tasks tasks) {
            return called(
                    word.word(), tasks.names().stream().map(GroovyValue::task).collect(Collectors.joining(", ")));
        } else if (content instanceof Content.Words words) {
            return called(word.word(), words.words().isEmpty() ? "[:]" : pairs(words.words()));
        }
        Expression value = ((Content.Value) content).value();
        if (value instanceof ListOf list && list.items().size() > 1) {
            return called(
                    word.word(), list.items().stream().map(GroovyValue::of).collect(Collectors.joining(", ")));
        } else if (value instanceof MapOf map && !map.entries().isEmpty()) {
            return called(word.word(), pairs(words(map)));
        }
        return called(word.word(), of(value));
    }

    /** {@code integer 'from', default: 0} and {@code t('name')}. */
    static String name(String word) {
        return GroovyExpression.word(word) ? word : GroovyExpression.text(word);
    }

    /** Groovy takes {@code word -1} for a difference, and {@code word [1]} for an element. */
    static String called(String word, String values) {
        boolean bare = GroovyExpression.word(word) && "-[(".indexOf(values.charAt(0)) < 0;
        return bare ? word + " " + values : name(word) + "(" + values + ")";
    }

    /** {@code by: 'order', train: 0.8}. */
    static String pairs(List<Said> words) {
        return words.stream()
                .map(word -> GroovyExpression.key(word.word()) + ": " + inside(word.content()))
                .collect(Collectors.joining(", "));
    }

    static List<Said> words(MapOf map) {
        return map.entries().entrySet().stream()
                .map(entry -> new Said(entry.getKey(), new Content.Value(entry.getValue()), ""))
                .toList();
    }

    private static String inside(Content content) {
        if (content instanceof Content.Condition condition) {
            return "{ " + GroovyExpression.of(condition.expression()) + " }";
        } else if (content instanceof Content.Words words) {
            return words.words().isEmpty() ? "[:]" : "[" + pairs(words.words()) + "]";
        } else if (content instanceof Content.Tasks tasks) {
            return tasks.names().stream().map(GroovyValue::task).collect(Collectors.joining(", ", "[", "]"));
        }
        return of(((Content.Value) content).value());
    }

    static String of(Expression value) {
        if (value instanceof ListOf list) {
            return list.items().stream().map(GroovyValue::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof MapOf map) {
            return map.entries().isEmpty()
                    ? "[:]"
                    : map.entries().entrySet().stream()
                            .map((Map.Entry<String, Expression> entry) ->
                                    GroovyExpression.key(entry.getKey()) + ": " + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Literal literal && literal.value() instanceof BigDecimal number) {
            return Numeral.of(number);
        }
        return GroovyExpression.of(value);
    }

    /** A task that Groovy cannot name bare is named by a text. */
    private static String task(String name) {
        return GroovyExpression.referable(name) ? Reference.of(name).toString() : GroovyExpression.text(name);
    }
}
