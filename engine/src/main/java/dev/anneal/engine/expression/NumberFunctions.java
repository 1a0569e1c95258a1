package dev.anneal.engine.expression;

import dev.anneal.engine.expression.Function.Arguments;
import dev.anneal.engine.expression.Function.Body;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Functions of numbers. */
final class NumberFunctions {

    private static final int MOST_DIGITS = 30;

    private NumberFunctions() {}

    static List<Function> all() {
        return List.of(
                one(
                        "abs",
                        "The number without its sign.",
                        arguments -> arguments.number(0).abs()),
                one("floor", "The greatest whole number that is not greater.", rounded(RoundingMode.FLOOR)),
                one("ceil", "The least whole number that is not less.", rounded(RoundingMode.CEILING)),
                new Function(
                        "round",
                        List.of("number", "digits"),
                        List.of(Kind.NUMBER, Kind.NUMBER),
                        1,
                        2,
                        Kind.NUMBER,
                        "The nearest number with so many digits after the point, 0 where nothing is said; a half goes away"
                                + " from 0.",
                        NumberFunctions::round),
                many(
                        "min",
                        "The least of all numbers.",
                        numbers -> numbers.stream().min(BigDecimal::compareTo).orElseThrow()),
                many(
                        "max",
                        "The greatest of all numbers.",
                        numbers -> numbers.stream().max(BigDecimal::compareTo).orElseThrow()),
                new Function(
                        "sum",
                        List.of("numbers"),
                        List.of(Kind.NUMBERS),
                        1,
                        Integer.MAX_VALUE,
                        Kind.NUMBER,
                        "All numbers together; 0 where there are none.",
                        arguments -> sum(numbers(arguments))),
                many(
                        "mean",
                        "The arithmetic mean.",
                        numbers -> sum(numbers).divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128)));
    }

    private interface OfNumbers {
        BigDecimal of(List<BigDecimal> numbers);
    }

    private static Function one(String name, String does, Body body) {
        return new Function(name, List.of("number"), List.of(Kind.NUMBER), 1, 1, Kind.NUMBER, does, body);
    }

    private static Function many(String name, String does, OfNumbers body) {
        return new Function(
                name,
                List.of("numbers"),
                List.of(Kind.NUMBERS),
                1,
                Integer.MAX_VALUE,
                Kind.NUMBER,
                does + " There must be one.",
                arguments -> {
                    List<BigDecimal> numbers = numbers(arguments);
                    if (numbers.isEmpty()) {
                        throw arguments.wrong("there is no number");
                    }
                    return body.of(numbers);
                });
    }

    private static Body rounded(RoundingMode mode) {
        return arguments -> arguments.number(0).setScale(0, mode);
    }

    private static BigDecimal round(Arguments arguments) {
        BigDecimal digits = arguments.values().size() > 1 ? arguments.number(1) : BigDecimal.ZERO;
        boolean fits =
                digits.scale() <= 0 && digits.signum() >= 0 && digits.compareTo(BigDecimal.valueOf(MOST_DIGITS)) <= 0;
        if (!fits) {
            throw arguments.wrong("digits are a whole number from 0 to " + MOST_DIGITS);
        }
        return arguments.number(0).setScale(digits.intValue(), RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, (a, b) -> a.add(b, MathContext.DECIMAL128));
    }

    private static List<BigDecimal> numbers(Arguments arguments) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Object value : arguments.values()) {
            if (value instanceof List<?> list) {
                list.forEach(item -> numbers.add((BigDecimal) item));
            } else if (value instanceof BigDecimal number) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
