package dev.anneal.engine.codec;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as plain values and back. Constants, lists and maps stand for themselves; every other node is a map with
 * one key that begins with {@code $}, and a map that has such a key itself is wrapped in {@code $map}.
 */
final class ExpressionTree {

    private ExpressionTree() {}

    static @Nullable Object plain(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        } else if (expression instanceof ListOf list) {
            return plain(list.items());
        } else if (expression instanceof MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.entries().forEach((key, value) -> put(entries, key, plain(value)));
            boolean marked = entries.keySet().stream().anyMatch(key -> key.startsWith("$"));
            return marked ? Map.of("$map", entries) : entries;
        } else if (expression instanceof Reference reference) {
            return Map.of("$ref", String.join(".", reference.path()));
        } else if (expression instanceof Unary unary) {
            return node("$unary", unary.operator().name(), plain(List.of(unary.operand())));
        } else if (expression instanceof Binary binary) {
            return node("$binary", binary.operator().name(), plain(List.of(binary.left(), binary.right())));
        } else if (expression instanceof Conditional conditional) {
            return Map.of("$if", plain(conditional.children()));
        } else if (expression instanceof Part part) {
            return Map.of(part.safe() ? "$safePart" : "$part", plain(part.children()));
        } else if (expression instanceof Call call) {
            return node("$call", call.function(), plain(call.arguments()));
        } else if (expression instanceof Interpolation interpolation) {
            return Map.of("$text", plain(interpolation.parts()));
        }
        throw new IllegalStateException("unknown node " + expression);
    }

    static Expression expression(@Nullable Object plain) {
        if (plain instanceof List<?> items) {
            return new ListOf(expressions(items));
        }
        if (!(plain instanceof Map<?, ?> map)) {
            return new Literal(plain);
        }
        String key = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
        Object value = map.size() == 1 ? map.values().iterator().next() : null;
        return switch (key) {
            case "$ref" -> new Reference(List.of(String.valueOf(value).split("\\.", -1)));
            case "$map" -> new MapOf(entries((Map<?, ?>) Objects.requireNonNull(value)));
            case "$text" -> new Interpolation(expressions((List<?>) Objects.requireNonNull(value)));
            case "$unary" ->
                new Unary(
                        UnaryOperator.valueOf(operator(value)), operands(value).get(0));
            case "$binary" ->
                new Binary(
                        BinaryOperator.valueOf(operator(value)),
                        operands(value).get(0),
                        operands(value).get(1));
            case "$if" -> {
                List<Expression> parts = expressions((List<?>) Objects.requireNonNull(value));
                yield new Conditional(parts.get(0), parts.get(1), parts.get(2));
            }
            case "$part", "$safePart" -> {
                List<Expression> parts = expressions((List<?>) Objects.requireNonNull(value));
                yield new Part(parts.get(0), parts.get(1), key.equals("$safePart"));
            }
            case "$call" -> new Call(operator(value), operands(value));
            default -> new MapOf(entries(map));
        };
    }

    private static Map<String, Object> node(String kind, String operator, List<Object> operands) {
        List<Object> parts = new ArrayList<>();
        parts.add(operator);
        parts.addAll(operands);
        return Map.of(kind, parts);
    }

    private static List<Object> plain(List<Expression> expressions) {
        List<Object> plain = new ArrayList<>();
        expressions.forEach(expression -> add(plain, plain(expression)));
        return plain;
    }

    private static String operator(@Nullable Object node) {
        return (String) ((List<?>) Objects.requireNonNull(node)).get(0);
    }

    private static List<Expression> operands(@Nullable Object node) {
        List<?> parts = (List<?>) Objects.requireNonNull(node);
        return expressions(parts.subList(1, parts.size()));
    }

    private static List<Expression> expressions(List<?> plain) {
        List<Expression> expressions = new ArrayList<>();
        plain.forEach(item -> expressions.add(expression(item)));
        return expressions;
    }

    private static Map<String, Expression> entries(Map<?, ?> plain) {
        Map<String, Expression> entries = new LinkedHashMap<>();
        plain.forEach((key, value) -> entries.put(String.valueOf(key), expression(value)));
        return entries;
    }

    @SuppressWarnings("NullAway") // a constant may be null
    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }

    @SuppressWarnings("NullAway") // a constant may be null
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }
}
