package dev.anneal.dsl.schema;

import static dev.anneal.dsl.schema.Pieces.anyOf;
import static dev.anneal.dsl.schema.Pieces.choice;
import static dev.anneal.dsl.schema.Pieces.described;
import static dev.anneal.dsl.schema.Pieces.listOf;
import static dev.anneal.dsl.schema.Pieces.object;
import static dev.anneal.dsl.schema.Pieces.ref;
import static dev.anneal.dsl.schema.Pieces.with;

import dev.anneal.dsl.draft.EngineWords;
import dev.anneal.engine.spec.ParameterType;
import dev.anneal.engine.spec.TriggerSpec.CatchUp;
import java.util.List;
import java.util.Map;

/** Parameters and triggers. */
final class PartPieces {

    private static final double ANY = Double.POSITIVE_INFINITY;

    private PartPieces() {}

    /** A parameter of one type. */
    static Map<String, Object> parameter(ParameterType type) {
        Map<String, Object> keys = WordPieces.keys(EngineWords.PARAMETER, key -> option(key, type));
        boolean ranged = type == ParameterType.INTEGER || type == ParameterType.DECIMAL;
        if (!ranged) {
            keys.keySet().removeAll(List.of("min", "max"));
        }
        if (type != ParameterType.CHOICE) {
            keys.remove("choices");
        }
        Map<String, Object> both = Pieces.piece(
                "required", List.of("default", "required"), "properties", Pieces.piece("required", constant(true)));
        List<String> required = type == ParameterType.CHOICE ? List.of("type", "choices") : List.of("type");
        return with(object(keys, required), "not", both);
    }

    private static Map<String, Object> option(String key, ParameterType type) {
        return switch (key) {
            case "type" -> described(meaning(type), constant(type.word()));
            case "default" -> described("What holds where a run is given none; makes it optional.", value(type));
            case "min" -> described("The least value.", Pieces.number(-ANY, ANY));
            case "max" -> described("The greatest value.", Pieces.number(-ANY, ANY));
            case "required" ->
                described("Whether every run must be given one; by default where there is no default.", Pieces.flag());
            case "help" -> described("One line for whoever starts a run.", Pieces.text());
            case "choices" ->
                described(
                        "The texts that it may be.", anyOf(Pieces.text(), with(listOf(Pieces.text()), "minItems", 1)));
            default -> Pieces.piece();
        };
    }

    private static Map<String, Object> value(ParameterType type) {
        return switch (type) {
            case STRING, PATH, CHOICE ->
                Pieces.matching("^(?!\\$[A-Za-z_])", "a text; a default cannot be a reference");
            case INTEGER -> Pieces.whole(-ANY, ANY);
            case DECIMAL -> Pieces.number(-ANY, ANY);
            case BOOLEAN -> Pieces.flag();
            case DURATION -> ref("durationOrNone");
        };
    }

    static String meaning(ParameterType type) {
        return switch (type) {
            case STRING -> "A text.";
            case INTEGER -> "A whole number.";
            case DECIMAL -> "A number.";
            case BOOLEAN -> "true or false.";
            case DURATION -> "A duration such as 90s, 30m, 6h or 2d.";
            case PATH -> "A file or folder.";
            case CHOICE -> "One of some texts.";
        };
    }

    /** A cron trigger. */
    static Map<String, Object> trigger() {
        Map<String, Object> keys = WordPieces.keys(EngineWords.TRIGGER, key -> switch (key) {
            case "type" -> described("At moments that a cron expression says.", choice(List.of("cron")));
            case "at" ->
                with(
                        described(
                                "Second, minute, hour, day of month, month, day of week, and year where wanted.",
                                Pieces.matching(
                                        "^\\s*\\S+(\\s+\\S+){5,6}\\s*$",
                                        "six or seven fields, seconds first: \"0 0 3 * * ?\"")),
                        "examples",
                        List.of("0 0 3 * * ?"));
            case "zone" ->
                with(
                        described("The time zone, by its IANA name.", Pieces.text()),
                        "default",
                        "UTC",
                        "examples",
                        List.of("Europe/Berlin"));
            case "catchUp" ->
                with(
                        described(
                                "What becomes of moments that passed while nothing ran: skip all, fire for the latest, or for all.",
                                choice(CatchUp.class)),
                        "default",
                        "latest");
            default -> Pieces.piece();
        });
        return object(keys, List.of("type", "at"));
    }

    static Map<String, Object> constant(Object value) {
        return Pieces.piece("const", value);
    }
}
