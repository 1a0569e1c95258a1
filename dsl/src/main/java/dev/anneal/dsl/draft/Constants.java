package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads words that must be constants; one that does not fit is reported and gives null. */
final class Constants {

    private final Draft draft;

    Constants(Draft draft) {
        this.draft = draft;
    }

    @Nullable
    String text(Word word) {
        if (word.value() instanceof Literal literal && literal.value() instanceof String text) {
            return text;
        }
        misfit(word, word.value(), "a text", constant(word.value()) ? "; quote it" : "");
        return null;
    }

    @Nullable
    BigDecimal number(Word word) {
        if (word.value() instanceof Literal literal && literal.value() instanceof BigDecimal number) {
            return number;
        }
        misfit(word, word.value(), "a number", "");
        return null;
    }

    /** A whole number from {@code min} to {@code max}. */
    @Nullable
    Integer whole(Word word, int min, int max) {
        if (word.value() instanceof Literal literal
                && literal.value() instanceof BigDecimal number
                && number.scale() <= 0
                && number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
            return number.intValueExact();
        }
        misfit(word, word.value(), "a whole number from " + min + " to " + max, "");
        return null;
    }

    @Nullable
    Boolean flag(Word word) {
        if (word.value() instanceof Literal literal && literal.value() instanceof Boolean flag) {
            return flag;
        }
        misfit(word, word.value(), "true or false", "");
        return null;
    }

    /** A duration above zero. */
    @Nullable
    Duration duration(Word word) {
        if (word.value() instanceof Literal literal && literal.value() instanceof String text) {
            Optional<Duration> duration = Durations.parse(text);
            if (duration.isPresent() && !duration.get().isZero()) {
                return duration.get();
            }
        }
        misfit(word, word.value(), "a duration above zero such as 90s, 30m, 6h or 2d", "");
        return null;
    }

    /** A list of at least one text; one text alone is a list too. */
    @Nullable
    List<String> texts(Word word) {
        List<Expression> items = word.value() instanceof ListOf list ? list.items() : List.of(word.value());
        List<String> texts = new ArrayList<>();
        for (Expression item : items) {
            if (item instanceof Literal literal && literal.value() instanceof String text) {
                texts.add(text);
            } else {
                misfit(word, item, "a list of texts", constant(item) ? "; quote it" : "");
                return null;
            }
        }
        if (texts.isEmpty()) {
            misfit(word, word.value(), "a list of texts", "");
            return null;
        }
        return texts;
    }

    void misfit(Word word, Expression value, String expected, String advice) {
        draft.problem(
                draft.placeOf(value, word),
                "wrong-type",
                "'" + word.name() + "' takes " + expected + ", found " + found(value) + advice);
    }

    static boolean constant(Expression value) {
        return value instanceof Literal literal && literal.value() != null;
    }

    static String found(Expression value) {
        if (value instanceof Literal literal) {
            Object constant = literal.value();
            if (constant == null) {
                return "nothing";
            } else if (constant instanceof BigDecimal number) {
                return "the number " + number.toPlainString();
            } else if (constant instanceof String text) {
                return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
            }
            return constant.toString();
        } else if (value instanceof ListOf list) {
            return list.items().isEmpty() ? "an empty list" : "a list";
        } else if (value instanceof MapOf) {
            return "a map";
        } else if (value instanceof Reference reference) {
            return "the reference '" + reference + "', which has no value while the file is read";
        }
        return "an expression, which has no value while the file is read";
    }
}
