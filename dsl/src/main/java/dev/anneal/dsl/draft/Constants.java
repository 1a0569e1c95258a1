package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Shares;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        return duration(word, "a duration above zero such as 90s, 30m, 6h or 2d");
    }

    /**
     * A duration above zero.
     *
     * @param expected what the word takes, for messages
     */
    @Nullable
    Duration duration(Word word, String expected) {
        if (word.value() instanceof Literal literal && literal.value() instanceof String text) {
            Optional<Duration> duration = Durations.parse(text);
            if (duration.isPresent() && !duration.get().isZero()) {
                return duration.get();
            }
        }
        misfit(word, word.value(), expected, "");
        return null;
    }

    /** A share of a whole: {@code 20%}, or a number from 0 to 1. */
    @Nullable
    BigDecimal share(Word word) {
        if (word.value() instanceof Literal literal) {
            Object value = literal.value();
            BigDecimal share = value instanceof String text
                    ? Shares.parse(text).orElse(null)
                    : value instanceof BigDecimal number ? number : null;
            if (share != null && share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
                return share;
            }
        }
        misfit(word, word.value(), "a share such as 20%, or a number from 0 to 1", "");
        return null;
    }

    /**
     * One of the constants of an enum, by its name in kebab-case.
     *
     * @param also what the word takes besides, for messages; empty for nothing
     */
    <E extends Enum<E>> @Nullable E choice(Word word, Class<E> type, String also) {
        Map<String, E> known = new LinkedHashMap<>();
        for (E constant : Objects.requireNonNull(type.getEnumConstants())) {
            known.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        Object said = word.value() instanceof Literal literal ? literal.value() : null;
        E found = said instanceof String text ? known.get(text) : null;
        if (found == null) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-choice",
                    "'" + word.name() + "' is one of " + String.join(", ", known.keySet())
                            + (also.isEmpty() ? "" : ", or " + also) + "; found " + found(word.value()) + "."
                            + meant(said, known.keySet()));
        }
        return found;
    }

    private static String meant(@Nullable Object said, Set<String> known) {
        Optional<String> meant = said instanceof Boolean flag
                ? Optional.of(flag ? "on" : "off").filter(known::contains)
                : said instanceof String text ? NearestName.of(text, known) : Optional.empty();
        return meant.map(name -> " Did you mean '" + name + "'?").orElse("");
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
        } else if (value instanceof MapOf map) {
            return map.entries().isEmpty() ? "an empty map" : "a map";
        } else if (value instanceof Interpolation) {
            return "a text with '${...}' in it, which has no value while the file is read";
        } else if (value instanceof Reference reference) {
            return "the reference '" + reference + "', which has no value while the file is read";
        }
        return "an expression, which has no value while the file is read";
    }
}
