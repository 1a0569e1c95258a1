package dev.anneal.dsl.expression;

import dev.anneal.engine.artifact.Numbers;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers as both forms write them: {@code 7 10_000 -0.70 1e-3}, with {@code _} between digits. Bounded, because
 * {@code 1e999999999} is a short text but a number of a billion digits.
 */
public final class Numerals {

    /** Most digits before, and after, the decimal point. */
    public static final int MOST_DIGITS = 400;

    private Numerals() {}

    /** The number that a text is; empty where it is none, or has more digits than {@link #MOST_DIGITS}. */
    public static Optional<BigDecimal> parse(String text) {
        if (text.length() > 3 * MOST_DIGITS || !looksNumeric(text)) {
            return Optional.empty();
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text.replace("_", ""));
        } catch (NumberFormatException tooLargeAnExponent) {
            return Optional.empty();
        }
        return bounded(number) ? Optional.of(Numbers.normalise(number)) : Optional.empty();
    }

    /** Whether a number has at most {@link #MOST_DIGITS} digits on either side of its point. */
    public static boolean bounded(BigDecimal number) {
        return number.signum() == 0
                ? Math.abs((long) number.scale()) <= MOST_DIGITS
                : number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }

    /** Whether a text has the form of a number, however large: digits with an optional sign, fraction and exponent. */
    public static boolean looksNumeric(String text) {
        int at = skipSign(text, 0);
        int whole = digits(text, at);
        int fraction = whole;
        if (fraction < text.length() && text.charAt(fraction) == '.') {
            fraction = digits(text, fraction + 1);
            if (fraction == whole + 1 && whole == at) {
                return false;
            }
        } else if (whole == at) {
            return false;
        }
        if (fraction < text.length() && (text.charAt(fraction) | 0x20) == 'e') {
            int exponent = skipSign(text, fraction + 1);
            int end = digits(text, exponent);
            return end > exponent && end == text.length();
        }
        return fraction == text.length();
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    /** The end of a run of digits; a {@code _} belongs to it only between two digits. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean between = c == '_' && at > from && digit(text, at - 1) && nextDigit(text, at + 1);
            if (!digit(text, at) && !between) {
                return at;
            }
            at++;
        }
        return at;
    }

    private static boolean nextDigit(String text, int at) {
        return at < text.length() && digit(text, at);
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** The number that begins here. */
    static BigDecimal read(Cursor cursor) throws MalformedExpression {
        int start = cursor.at();
        while (Cursor.namePart(cursor.peek()) || fractionOrSign(cursor)) {
            cursor.skip(1);
        }
        String text = cursor.text().substring(start, cursor.at());
        Optional<BigDecimal> number = parse(text);
        if (number.isEmpty()) {
            String reason = looksNumeric(text)
                    ? "'" + shortened(text) + "' is too long a number: at most " + MOST_DIGITS + " digits"
                    : "'" + shortened(text) + "' is no number; a text such as '30m' stands in quotes";
            throw cursor.malformed(start, reason);
        }
        return number.get();
    }

    private static boolean fractionOrSign(Cursor cursor) {
        char c = cursor.peek();
        char before = cursor.text().charAt(cursor.at() - 1);
        char after = cursor.peekAfter(1);
        boolean digitAfter = after >= '0' && after <= '9';
        return digitAfter && (c == '.' || ((c == '-' || c == '+') && (before == 'e' || before == 'E')));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
