package dev.anneal.dsl.schema;

import dev.anneal.dsl.draft.EngineWords;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Pieces of a JSON Schema (draft 7) as plain maps. */
final class Pieces {

    /** A name of the user's. */
    static final String NAME = "^[A-Za-z_][A-Za-z0-9_]{0," + (EngineWords.LONGEST_NAME - 1) + "}$";

    private Pieces() {}

    /** A map of the keys and values that alternate. */
    static Map<String, Object> piece(Object... pairs) {
        Map<String, Object> piece = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            piece.put((String) pairs[i], pairs[i + 1]);
        }
        return piece;
    }

    static Map<String, Object> described(String description, Map<String, Object> piece) {
        // Beside a $ref draft 7 reads nothing.
        Map<String, Object> described = piece("description", description);
        if (piece.containsKey("$ref")) {
            described.put("allOf", List.of(piece));
        } else {
            described.putAll(piece);
        }
        return described;
    }

    static Map<String, Object> ref(String definition) {
        return piece("$ref", "#/definitions/" + definition);
    }

    static Map<String, Object> anyOf(Object... pieces) {
        return piece("anyOf", Arrays.asList(pieces));
    }

    static Map<String, Object> text() {
        return piece("type", "string");
    }

    /** @param expected what an editor says where the text is another */
    static Map<String, Object> matching(String pattern, String expected) {
        return piece("type", "string", "pattern", pattern, "patternErrorMessage", "Expected " + expected + ".");
    }

    static Map<String, Object> choice(List<String> words) {
        return piece("type", "string", "enum", words);
    }

    static <E extends Enum<E>> Map<String, Object> choice(Class<E> type) {
        return choice(Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
    }

    static Map<String, Object> flag() {
        return piece("type", "boolean");
    }

    /** Editors take {@code 15_000} for a text. */
    static Map<String, Object> whole(double min, double max) {
        return anyOf(bounded("integer", min, max), ref("wholeWithUnderscores"));
    }

    static Map<String, Object> number(double min, double max) {
        return anyOf(bounded("number", min, max), ref("numberWithUnderscores"));
    }

    static Map<String, Object> listOf(Map<String, Object> item) {
        return piece("type", "array", "items", item);
    }

    static Map<String, Object> mapOf(Map<String, Object> value) {
        return piece("type", "object", "additionalProperties", value);
    }

    /** A map whose keys are names of the user's. */
    static Map<String, Object> named(Map<String, Object> value) {
        Map<String, Object> names =
                matching(NAME, "a name of letters, digits and '_' that does not begin with a digit");
        return piece("type", "object", "propertyNames", names, "additionalProperties", value);
    }

    /** A map with these keys and no others. */
    static Map<String, Object> object(Map<String, Object> keys, List<String> required) {
        Map<String, Object> object = piece("type", "object", "properties", keys, "additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    /** The piece with more said of it. */
    static Map<String, Object> with(Map<String, Object> piece, Object... pairs) {
        Map<String, Object> more = new LinkedHashMap<>(piece);
        more.putAll(piece(pairs));
        return more;
    }

    private static Map<String, Object> bounded(String type, double min, double max) {
        Map<String, Object> piece = piece("type", type);
        if (!Double.isInfinite(min)) {
            piece.put("minimum", plain(min));
        }
        if (!Double.isInfinite(max)) {
            piece.put("maximum", plain(max));
        }
        return piece;
    }

    private static BigDecimal plain(double value) {
        BigDecimal number = new BigDecimal(String.valueOf(value)).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
