package dev.anneal.engine.artifact;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as specs and outputs keep them: decimals of any length, equal whatever form they came from. */
public final class Numbers {

    private Numbers() {}

    /** Trailing zeros stripped and no negative scale, so that 0.70 equals 0.7 and 1E+2 equals 100. */
    public static BigDecimal normalise(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
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
