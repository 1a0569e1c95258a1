package dev.anneal.engine.expression;

import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Expressions as they read where a name stands for nothing yet. */
public final class WithoutName {

    private WithoutName() {}

    /**
     * The expression less all that reads the name: entries of maps and items of lists are left out, in a text nothing
     * stands in its place.
     *
     * @param root the first step of what is read, such as {@code previous}
     * @return empty where that leaves nothing
     */
    public static Optional<Expression> of(Expression expression, String root) {
        if (!reads(expression, root)) {
            return Optional.of(expression);
        } else if (expression instanceof MapOf map) {
            Map<String, Expression> entries = new LinkedHashMap<>();
            map.entries().forEach((key, value) -> of(value, root).ifPresent(left -> entries.put(key, left)));
            return Optional.of(new MapOf(entries));
        } else if (expression instanceof ListOf list) {
            return Optional.of(new ListOf(left(list.items(), root)));
        } else if (expression instanceof Interpolation text) {
            return Optional.of(new Interpolation(left(text.parts(), root)));
        }
        return Optional.empty();
    }

    /** Whether any part of the expression reads the name. */
    public static boolean reads(Expression expression, String root) {
        return expression.references().stream()
                .anyMatch(reference -> reference.root().equals(root));
    }

    private static List<Expression> left(List<Expression> parts, String root) {
        Stream<Expression> left = parts.stream().flatMap(part -> of(part, root).stream());
        return left.toList();
    }
}
