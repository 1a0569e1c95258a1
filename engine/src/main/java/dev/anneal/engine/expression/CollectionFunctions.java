package dev.anneal.engine.expression;

import dev.anneal.engine.expression.Function.Arguments;
import dev.anneal.engine.expression.Function.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of lists and maps. */
final class CollectionFunctions {

    private CollectionFunctions() {}

    static List<Function> all() {
        return List.of(
                of(
                        "size",
                        "value",
                        Kind.SIZED,
                        Kind.NUMBER,
                        "How many characters, items or entries it has.",
                        CollectionFunctions::size),
                of(
                        "first",
                        "list",
                        Kind.LIST,
                        Kind.ANY,
                        "The first item; nothing where the list is empty.",
                        arguments -> item(arguments.list(0), 0)),
                of(
                        "last",
                        "list",
                        Kind.LIST,
                        Kind.ANY,
                        "The last item; nothing where the list is empty.",
                        arguments -> item(arguments.list(0), arguments.list(0).size() - 1)),
                of(
                        "keys",
                        "map",
                        Kind.MAP,
                        Kind.LIST,
                        "The names of its entries.",
                        arguments -> new ArrayList<>(((Map<?, ?>) arguments.value(0)).keySet())),
                of(
                        "values",
                        "map",
                        Kind.MAP,
                        Kind.LIST,
                        "The values of its entries.",
                        arguments -> new ArrayList<>(((Map<?, ?>) arguments.value(0)).values())),
                new Function(
                        "join",
                        List.of("list", "separator"),
                        List.of(Kind.LIST, Kind.TEXT),
                        2,
                        2,
                        Kind.TEXT,
                        "The items as one text, with the separator between them.",
                        CollectionFunctions::join));
    }

    private static Function of(String name, String argument, Kind takes, Kind gives, String does, Body body) {
        return new Function(name, List.of(argument), List.of(takes), 1, 1, gives, does, body);
    }

    private static Object size(Arguments arguments) {
        Object value = arguments.value(0);
        return value instanceof List<?> list
                ? list.size()
                : value instanceof Map<?, ?> map
                        ? map.size()
                        : arguments.text(0).length();
    }

    private static @Nullable Object item(List<?> list, int position) {
        return list.isEmpty() ? null : list.get(position);
    }

    private static String join(Arguments arguments) {
        StringBuilder joined = new StringBuilder();
        String between = "";
        for (Object item : arguments.list(0)) {
            joined.append(between).append(Evaluator.text(arguments.call(), item));
            between = arguments.text(1);
            if (joined.length() > Bounds.LONGEST_TEXT) {
                throw Bounds.tooLong(arguments.call());
            }
        }
        return joined.toString();
    }
}
