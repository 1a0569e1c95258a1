package dev.anneal.dsl.yaml;

import dev.anneal.dsl.expression.Numerals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar is by the YAML 1.2 core schema: null, true or false, a number, or else a text. So {@code on},
 * {@code yes} and {@code 2026-01-01} are texts. Beyond the schema, {@code _} may stand between the digits of a number.
 */
final class CoreSchema {

    /** A number of the schema that no setting can hold. */
    record Unusable(String reason) {}

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

    private CoreSchema() {}

    /** Null, a {@link Boolean}, a {@link BigDecimal}, the text itself, or {@link Unusable}. */
    static @Nullable Object resolve(String text) {
        if (NOTHING.contains(text)) {
            return null;
        } else if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        char first = text.charAt(0);
        if (!(first >= '0' && first <= '9') && first != '-' && first != '+' && first != '.') {
            return text;
        }
        Optional<BigDecimal> number = Numerals.parse(text);
        if (number.isPresent()) {
            return number.get();
        } else if (Numerals.looksNumeric(text)) {
            return new Unusable("the number has more than " + Numerals.MOST_DIGITS + " digits");
        } else if (text.startsWith("0x") || text.startsWith("0o")) {
            return radix(text);
        }
        return switch (text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text) {
            case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" ->
                new Unusable("infinity and 'not a number' are no values here");
            default -> text;
        };
    }

    private static Object radix(String text) {
        String digits = text.substring(2);
        int radix = text.charAt(1) == 'x' ? 16 : 8;
        boolean fits = !digits.isEmpty()
                && digits.length() <= 100
                && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        return fits ? new BigDecimal(new BigInteger(digits, radix)) : text;
    }
}
