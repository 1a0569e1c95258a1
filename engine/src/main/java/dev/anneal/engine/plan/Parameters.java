package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a workflow's parameters their values for one run. */
public final class Parameters {

    private Parameters() {}

    /**
     * Every parameter's value: given, or by default. Texts become what the parameter's type says.
     *
     * @param given text from a command line, or plain values from a request
     * @param givenFrom folder that relative paths in {@code given} start from
     * @param defaultsFrom folder that relative paths in defaults start from
     * @throws AnnealException bad input, naming everything that is wrong
     */
    public static Map<String, Object> bind(
            WorkflowSpec workflow, Map<String, ?> given, Path givenFrom, Path defaultsFrom) {
        List<String> wrong = new ArrayList<>();
        List<String> known =
                workflow.parameters().stream().map(ParameterSpec::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                wrong.add("workflow '" + workflow.name() + "' has no parameter '" + name + "'."
                        + (known.isEmpty() ? " It takes none." : NearestName.hint(name, known)));
            }
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        for (ParameterSpec parameter : workflow.parameters()) {
            Object value = given.get(parameter.name());
            Path from = value == null ? defaultsFrom : givenFrom;
            Object used = value == null ? parameter.defaultValue() : value;
            if (used != null) {
                bound.put(parameter.name(), convert(parameter, used, from, wrong));
            } else if (parameter.required()) {
                wrong.add("workflow '" + workflow.name() + "' needs the parameter '" + parameter.name() + "' ("
                        + parameter.type().word()
                        + (parameter.help().isEmpty() ? "" : ": " + parameter.help())
                        + "): give it with -p " + parameter.name() + "=...");
            }
        }
        if (!wrong.isEmpty()) {
            throw AnnealException.badInput("parameters", String.join("\n", wrong));
        }
        return Values.copyOf(bound);
    }

    /** Whether a parameter takes a value, whatever folder a path in it may start from. */
    static boolean accepts(ParameterSpec parameter, Object value) {
        List<String> wrong = new ArrayList<>();
        convert(parameter, value, Path.of(""), wrong);
        return wrong.isEmpty();
    }

    @SuppressWarnings("NullAway") // a null is thrown away with the bound map: 'wrong' has its reason
    private static Object convert(ParameterSpec parameter, Object value, Path from, List<String> wrong) {
        String text = value instanceof BigDecimal number
                ? number.toPlainString()
                : String.valueOf(value).strip();
        Object converted = switch (parameter.type()) {
            case STRING -> String.valueOf(value);
            case INTEGER, DECIMAL -> number(parameter, text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : null;
            case DURATION -> Durations.parse(text).isPresent() ? text : null;
            case PATH -> path(text, from);
            case CHOICE -> parameter.choices().contains(text) ? text : null;
        };
        if (converted == null) {
            wrong.add(
                    "parameter '" + parameter.name() + "' must be " + expected(parameter) + ", found '" + text + "'.");
        }
        return converted;
    }

    private static @Nullable Object number(ParameterSpec parameter, String text) {
        try {
            BigDecimal number = new BigDecimal(text.replace("_", ""));
            boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
            boolean fits = (parameter.min() == null || number.compareTo(parameter.min()) >= 0)
                    && (parameter.max() == null || number.compareTo(parameter.max()) <= 0)
                    && Math.abs((long) number.scale()) < 1_000;
            return fits && (whole || parameter.type() != dev.anneal.engine.spec.ParameterType.INTEGER) ? number : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static @Nullable Object path(String text, Path from) {
        try {
            return from.toAbsolutePath().resolve(text).normalize().toString();
        } catch (InvalidPathException notOne) {
            return null;
        }
    }

    /** What a parameter takes, for messages. */
    static String expected(ParameterSpec parameter) {
        String kind = switch (parameter.type()) {
            case STRING -> "a text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case DURATION -> "a duration such as 90s, 30m, 6h or 2d";
            case PATH -> "a path";
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
        };
        return kind
                + (parameter.min() == null
                        ? ""
                        : ", at least " + parameter.min().toPlainString())
                + (parameter.max() == null ? "" : ", at most " + parameter.max().toPlainString());
    }
}
