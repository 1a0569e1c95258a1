package dev.anneal.engine.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as specs and outputs keep them: decimals of any length, equal whatever form they came from. */
public final class Numbers {

    /** Digits before or after the point. Without a limit, a text as short as 1e999999999 takes all memory once it is written out. */
    private static final int MOST_DIGITS = 10_000;

    private Numbers() {}

    /**
     * Trailing zeros stripped and no negative scale, so that 0.70 equals 0.7 and 1E+2 equals 100.
     *
     * @throws IllegalArgumentException for a number of more than 10,000 digits before or after the point
     */
    public static BigDecimal normalise(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (stripped.scale() > MOST_DIGITS || (long) stripped.precision() - stripped.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("a number of more than " + MOST_DIGITS + " digits");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** @throws IllegalArgumentException for NaN and infinities, which no spec or output may hold */
    public static BigDecimal of(Number number) {
        if (number instanceof BigDecimal decimal) {
            return normalise(decimal);
        }
        if (number instanceof BigInteger integer) {
            return normalise(new BigDecimal(integer));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("not a finite number: " + value);
            }
            return normalise(new BigDecimal(number.toString()));
        }
        return normalise(BigDecimal.valueOf(number.longValue()));
    }
}
