package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.ParameterType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a parameter may say: its type and the options that fit the type. */
final class ParameterRules {

    private static final List<String> OPTIONS = EngineWords.PARAMETER;
    private static final Set<String> LATER_TYPES = Set.of("list", "secret", "date");

    private final Draft draft;
    private final Constants constants;

    ParameterRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /** The parameter, some text where its type could not be read. */
    ParameterSpec build(PartDraft part) {
        for (Word word : part.words()) {
            if (!OPTIONS.contains(word.name())) {
                draft.problem(
                        word.place(),
                        "unknown-word",
                        "a parameter has no '" + word.name() + "'." + NearestName.hint(word.name(), OPTIONS));
            }
        }
        ParameterType type = type(part);
        if (type == null) {
            return new ParameterSpec(part.name(), ParameterType.STRING, null, false, "", null, null, List.of());
        }
        Word helpWord = part.word("help");
        String help = helpWord == null ? null : constants.text(helpWord);
        boolean ranged = type == ParameterType.INTEGER || type == ParameterType.DECIMAL;
        BigDecimal min = bound(part, "min", type, ranged);
        BigDecimal max = bound(part, "max", type, ranged);
        Word maxWord = part.word("max");
        if (min != null && max != null && maxWord != null && min.compareTo(max) > 0) {
            bad(maxWord, "'max' is " + max.toPlainString() + ", which is less than 'min', " + min.toPlainString());
        }
        List<String> choices = choices(part, type);
        Object byDefault = byDefault(part, new ParameterSpec(part.name(), type, null, true, "", min, max, choices));
        boolean required = required(part);
        return new ParameterSpec(part.name(), type, byDefault, required, help == null ? "" : help, min, max, choices);
    }

    private @Nullable ParameterType type(PartDraft part) {
        Word word = part.word("type");
        if (word == null) {
            draft.problem(
                    part.place(),
                    "missing",
                    part.title() + " has no type; it is one of " + String.join(", ", ParameterType.words()));
            return null;
        }
        String name = constants.text(word);
        if (name == null) {
            return null;
        }
        ParameterType type = ParameterType.ofWord(name).orElse(null);
        if (type == null) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-type",
                    LATER_TYPES.contains(name)
                            ? "the parameter type '" + name + "' is not known here yet"
                            : "there is no parameter type '" + name + "'."
                                    + NearestName.hint(name, ParameterType.words()));
        }
        return type;
    }

    private @Nullable BigDecimal bound(PartDraft part, String option, ParameterType type, boolean ranged) {
        Word word = part.word(option);
        if (word == null) {
            return null;
        }
        if (!ranged) {
            draft.problem(
                    word.place(),
                    "bad-parameter",
                    "'" + option + "' is for integer and decimal parameters, and '" + part.name() + "' is a "
                            + type.word());
            return null;
        }
        return constants.number(word);
    }

    private List<String> choices(PartDraft part, ParameterType type) {
        Word word = part.word("choices");
        if (type != ParameterType.CHOICE) {
            if (word != null) {
                draft.problem(
                        word.place(),
                        "bad-parameter",
                        "'choices' is for choice parameters, and '" + part.name() + "' is a " + type.word());
            }
            return List.of();
        }
        if (word == null) {
            draft.problem(
                    part.place(), "missing", part.title() + " is a choice, so it needs 'choices', a list of texts");
            return List.of();
        }
        List<String> choices = constants.texts(word);
        return choices == null ? List.of() : choices;
    }

    private boolean required(PartDraft part) {
        boolean hasDefault = part.word("default") != null;
        Word word = part.word("required");
        if (word == null) {
            return !hasDefault;
        }
        Boolean said = constants.flag(word);
        if (hasDefault && Boolean.TRUE.equals(said)) {
            bad(word, "a parameter with a default is never required; drop 'required' or 'default'");
        }
        return said == null || said;
    }

    private @Nullable Object byDefault(PartDraft part, ParameterSpec parameter) {
        Word word = part.word("default");
        if (word == null) {
            return null;
        }
        String expected = expected(parameter);
        Object value = word.value() instanceof Literal literal ? literal.value() : null;
        if (value == null || !fits(parameter, value)) {
            boolean unquoted = value != null && expected.equals("a text");
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "bad-default",
                    "the default of " + part.title() + " must be " + expected + ", found "
                            + Constants.found(word.value()) + (unquoted ? "; quote it" : "")
                            + (value instanceof String text ? hint(parameter, text) : ""));
            return null;
        }
        return value;
    }

    private static String hint(ParameterSpec parameter, String found) {
        return parameter.type() == ParameterType.CHOICE
                ? NearestName.of(found, parameter.choices())
                        .map(name -> ". Did you mean '" + name + "'?")
                        .orElse("")
                : "";
    }

    private static String expected(ParameterSpec parameter) {
        return switch (parameter.type()) {
            case STRING -> "a text";
            case PATH -> "a path";
            case INTEGER -> "a whole number" + range(parameter);
            case DECIMAL -> "a number" + range(parameter);
            case BOOLEAN -> "true or false";
            case DURATION -> "a duration such as 90s, 30m, 6h or 2d";
            case CHOICE -> "one of " + String.join(", ", parameter.choices());
        };
    }

    private static String range(ParameterSpec parameter) {
        BigDecimal min = parameter.min();
        BigDecimal max = parameter.max();
        if (min != null && max != null) {
            return " from " + min.toPlainString() + " to " + max.toPlainString();
        } else if (min != null) {
            return " of at least " + min.toPlainString();
        }
        return max == null ? "" : " of at most " + max.toPlainString();
    }

    private static boolean fits(ParameterSpec parameter, Object value) {
        return switch (parameter.type()) {
            case STRING, PATH -> value instanceof String;
            case INTEGER -> value instanceof BigDecimal number && number.scale() <= 0 && within(parameter, number);
            case DECIMAL -> value instanceof BigDecimal number && within(parameter, number);
            case BOOLEAN -> value instanceof Boolean;
            case DURATION ->
                value instanceof String text && Durations.parse(text).isPresent();
            // Where the choices themselves are wrong, that was said already.
            case CHOICE ->
                value instanceof String text
                        && (parameter.choices().isEmpty() || parameter.choices().contains(text));
        };
    }

    private static boolean within(ParameterSpec parameter, BigDecimal number) {
        BigDecimal min = parameter.min();
        BigDecimal max = parameter.max();
        return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
    }

    private void bad(Word word, String message) {
        draft.problem(draft.placeOf(word.value(), word), "bad-parameter", message);
    }
}
