package dev.anneal.tasks.monitor;

import dev.anneal.engine.spec.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * A length of event time: a number of rows, or a duration on the data's timestamps.
 *
 * @param time whether {@code length} is milliseconds, not rows
 * @param length at least 1
 */
public record Span(boolean time, long length) {

    public Span {
        if (length < 1) {
            throw new IllegalArgumentException("expected at least 1, found " + length);
        }
    }

    /**
     * What a setting says.
     *
     * @param setting its name, for the message
     * @param value a whole number of rows, or a duration such as {@code 6h}
     * @throws IllegalArgumentException if it is neither or less than 1, with a message for a person
     */
    public static Span of(String setting, Object value) {
        try {
            return of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + setting + "': " + e.getMessage(), e);
        }
    }

    private static Span of(Object value) {
        if (value instanceof BigDecimal number) {
            try {
                return new Span(false, number.longValueExact());
            } catch (ArithmeticException notWhole) {
                throw wrong("the number " + number.toPlainString());
            }
        }
        if (value instanceof String text) {
            Duration duration = Durations.parse(text).orElseThrow(() -> wrong("'" + text + "'"));
            return new Span(true, duration.toMillis());
        }
        throw wrong(value.toString());
    }

    private static IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException(
                "expected a whole number of rows, or a duration such as 30m, 6h or 2d; found " + found);
    }

    /** {@code 2,000 rows}, {@code 3 d 4 h}. */
    public String forPeople() {
        return length(length);
    }

    /** Another length of the same kind, for people. */
    public String length(long other) {
        return time
                ? Durations.forPeople(Duration.ofMillis(other))
                : String.format(Locale.ROOT, "%,d %s", other, other == 1 ? "row" : "rows");
    }
}
