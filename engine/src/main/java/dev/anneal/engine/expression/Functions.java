package dev.anneal.engine.expression;

import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.spec.Expression.Call;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documented functions of the expression language, and the call of one. */
public final class Functions {

    private static final Map<String, Function> BY_NAME = byName();

    private Functions() {}

    private static Map<String, Function> byName() {
        Map<String, Function> functions = new LinkedHashMap<>();
        NumberFunctions.all().forEach(function -> functions.put(function.name(), function));
        TextFunctions.all().forEach(function -> functions.put(function.name(), function));
        CollectionFunctions.all().forEach(function -> functions.put(function.name(), function));
        return functions;
    }

    /** In the order in which they are documented. */
    public static Collection<Function> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static SortedSet<String> names() {
        return new TreeSet<>(BY_NAME.keySet());
    }

    public static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static @Nullable Object call(Call call, List<@Nullable Object> arguments) {
        Function function =
                named(call.function()).orElseThrow(() -> EvaluationException.unknown(call, call.function(), names()));
        for (Object argument : arguments) {
            if (argument instanceof Missing) {
                return argument;
            }
        }
        if (!function.takesSoMany(arguments.size())) {
            throw new EvaluationException(
                    call,
                    "'" + call.function() + "' takes " + function.count() + ", but found " + arguments.size() + ": "
                            + function.signature());
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!function.takes(i).has(arguments.get(i))) {
                throw new EvaluationException(
                        call,
                        "'" + call.function() + "' takes " + function.takes(i).describe() + ", but found "
                                + found(function.takes(i), arguments.get(i)));
            }
        }
        Object result = function.body().of(new Function.Arguments(call, arguments));
        return result instanceof String text
                ? Bounds.text(call, text)
                : result instanceof Number number ? Numbers.of(number) : result;
    }

    private static String found(Kind wanted, @Nullable Object value) {
        if (wanted == Kind.NUMBERS && value instanceof List<?> list) {
            return "a list with "
                    + list.stream()
                            .filter(item -> !Kind.NUMBER.has(item))
                            .findFirst()
                            .map(Evaluator::kind)
                            .orElse("nothing")
                    + " in it";
        }
        return Evaluator.kind(value);
    }
}
