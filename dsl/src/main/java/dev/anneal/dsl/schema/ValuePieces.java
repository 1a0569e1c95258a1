package dev.anneal.dsl.schema;

import static dev.anneal.dsl.schema.Pieces.anyOf;
import static dev.anneal.dsl.schema.Pieces.matching;
import static dev.anneal.dsl.schema.Pieces.piece;
import static dev.anneal.dsl.schema.Pieces.ref;
import static dev.anneal.dsl.schema.Pieces.with;

import java.util.List;
import java.util.Map;

/** The values of the language, which the rest of the schema refers to by name. */
final class ValuePieces {

    private static final String PATH = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*";

    private ValuePieces() {}

    static Map<String, Object> definitions() {
        Map<String, Object> all = piece();
        all.put(
                "reference",
                with(
                        matching("^\\$" + PATH + "$", "a reference such as $params.rows or $history.train"),
                        "description",
                        "A parameter, $params.NAME, or what another task makes, $TASK.OUTPUT",
                        "examples",
                        List.of("$params.rows", "$history.train")));
        all.put(
                "computed",
                with(
                        matching("\\$\\{", "a value, a reference or a text with ${...}"),
                        "description",
                        "A text with expressions in it: \"${params.rows * 2}\""));
        all.put("elsewhere", anyOf(ref("reference"), ref("computed")));
        all.put(
                "text",
                matching(
                        "^(?!\\$[A-Za-z_])|^\\$" + PATH + "$",
                        "a reference and nothing else after '$'. For a text with a value in it write \"${task.output} ...\","
                                + " for a dollar sign '$$'"));
        // The pattern counts for texts alone; what is inside lists and maps is looked at, too.
        all.put(
                "anything",
                piece(
                        "anyOf",
                        List.of(ref("text"), piece("type", List.of("number", "boolean", "null", "array", "object"))),
                        "items",
                        ref("anything"),
                        "additionalProperties",
                        ref("anything")));
        all.put(
                "condition",
                piece(
                        "type",
                        List.of("string", "boolean"),
                        "pattern",
                        "^(?!\\$[A-Za-z_])",
                        "patternErrorMessage",
                        "Expected an expression, which has no '$': params.rows > 3.",
                        "description",
                        "An expression, such as scores.accuracy >= 0.9 && !params.fast",
                        "examples",
                        List.of("scores.accuracy >= 0.9", "!params.fast")));
        all.put(
                "duration",
                with(
                        matching(
                                "^(?=.*[1-9])([0-9]+(ms|s|m|h|d))+$",
                                "a duration above zero such as 90s, 30m, 6h or 2d"),
                        "examples",
                        List.of("90s", "30m", "6h", "2d")));
        all.put("durationOrNone", matching("^([0-9]+(ms|s|m|h|d))+$", "a duration such as 90s, 30m, 6h or 2d"));
        all.put(
                "size",
                with(
                        matching(
                                "^(?=.*[1-9])[0-9]{1,12}(\\.[0-9]{1,6})?(B|[KMGT]i?B)$", "a size such as 512MB or 2GB"),
                        "examples",
                        List.of("512MB", "2GB", "1.5GiB")));
        all.put(
                "share",
                anyOf(
                        piece("type", "number", "minimum", 0, "maximum", 1),
                        with(
                                matching("^(100(\\.0{1,6})?|0?[0-9]{1,2}(\\.[0-9]{1,6})?)%$", "a share such as 20%"),
                                "examples",
                                List.of("20%"))));
        all.put("name", matching(Pieces.NAME, "a name of letters, digits and '_' that does not begin with a digit"));
        all.put("wholeWithUnderscores", matching("^[-+]?[0-9]+(_[0-9]+)+([eE]\\+?[0-9]+)?$", "a whole number"));
        all.put(
                "numberWithUnderscores",
                matching("^(?=[^_]*_)[-+]?[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9_]+)?$", "a number"));
        return all;
    }
}
