package dev.anneal.engine.expression;

import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.spec.Expression;
import java.math.BigDecimal;

/** How large a value may become: an expression is short, but what it makes of a text need not be. */
final class Bounds {

    static final int LONGEST_TEXT = 1_000_000;
    static final int MOST_ITEMS = 100_000;

    private Bounds() {}

    static String text(Expression at, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw tooLong(at);
        }
        return text;
    }

    static EvaluationException tooLong(Expression at) {
        return new EvaluationException(
                at, "'" + ExpressionText.of(at) + "' makes a text of more than " + LONGEST_TEXT + " characters");
    }

    static BigDecimal number(Expression at, BigDecimal number) {
        try {
            return Numbers.normalise(number);
        } catch (IllegalArgumentException tooLong) {
            throw new EvaluationException(at, "'" + ExpressionText.of(at) + "' makes " + tooLong.getMessage());
        }
    }
}
