package dev.anneal.engine.settings;

import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text that is one <code>${...}</code> and nothing else: where a number, a flag, a list, a map or another task's output
 * is wanted, it is that value; where a text is wanted, or anything, the value as text.
 */
public final class LoneValue {

    private LoneValue() {}

    /** The expression with such texts in it replaced by what stands in their braces. */
    public static Expression in(Expression value, SettingType type) {
        if (value instanceof Interpolation text && text.parts().size() == 1 && !takesText(type)) {
            return text.parts().get(0);
        } else if (value instanceof ListOf list && type instanceof SettingType.ListOf wanted) {
            List<Expression> items = list.items().stream()
                    .map(item -> in(item, wanted.element()))
                    .toList();
            return kept(value, items);
        } else if (value instanceof MapOf map
                && (type instanceof SettingType.MapOf || type instanceof SettingType.Nested)) {
            List<Expression> entries = new ArrayList<>();
            map.entries().forEach((key, entry) -> entries.add(in(entry, ofKey(type, key))));
            return kept(value, entries);
        }
        return value;
    }

    /** The node itself where its parts are its own: its place is known by it. */
    private static Expression kept(Expression value, List<Expression> parts) {
        List<Expression> own = value.children();
        boolean same = IntStream.range(0, own.size()).allMatch(i -> own.get(i) == parts.get(i));
        return same ? value : value.with(parts);
    }

    private static SettingType ofKey(SettingType type, String key) {
        if (type instanceof SettingType.MapOf map) {
            return map.element();
        }
        return type instanceof SettingType.Nested nested
                ? nested.schema().setting(key).map(Setting::type).orElse(new SettingType.Anything())
                : new SettingType.Anything();
    }

    private static boolean takesText(SettingType type) {
        return type instanceof SettingType.Text
                || type instanceof SettingType.Time
                || type instanceof SettingType.FilePath
                || type instanceof SettingType.FileOrOutput
                || type instanceof SettingType.Choice
                || type instanceof SettingType.Anything;
    }
}
