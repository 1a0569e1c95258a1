package dev.anneal.dsl.schema;

import static dev.anneal.dsl.schema.Pieces.anyOf;
import static dev.anneal.dsl.schema.Pieces.listOf;
import static dev.anneal.dsl.schema.Pieces.mapOf;
import static dev.anneal.dsl.schema.Pieces.ref;

import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a setting takes. Wherever a value may stand, a reference or a text with <code>${...}</code> may, too. */
final class SettingPieces {

    private SettingPieces() {}

    /** The settings of a record by name. */
    static Map<String, Object> of(SettingsSchema schema) {
        Map<String, Object> pieces = Pieces.piece();
        schema.settings().forEach(setting -> pieces.put(setting.name(), of(setting)));
        return pieces;
    }

    static List<String> required(SettingsSchema schema) {
        return schema.settings().stream()
                .filter(Setting::required)
                .map(Setting::name)
                .toList();
    }

    private static Map<String, Object> of(Setting setting) {
        Map<String, Object> piece = Pieces.described(description(setting), of(setting.type()));
        Object byDefault = setting.defaultValue();
        if (byDefault != null) {
            piece.put("default", byDefault);
        }
        return piece;
    }

    private static String description(Setting setting) {
        List<String> sentences = new ArrayList<>();
        if (!setting.help().isEmpty()) {
            sentences.add(sentence(setting.help()));
        }
        sentences.add(sentence("takes " + setting.type().describe()));
        return String.join(" ", sentences);
    }

    /** One that begins with a value, {@code order: the first rows train}, stays small: values are. */
    static String sentence(String text) {
        String end = text.endsWith(".") ? "" : ".";
        char first = text.matches("[a-z]+: .*") ? text.charAt(0) : Character.toUpperCase(text.charAt(0));
        return first + text.substring(1) + end;
    }

    static Map<String, Object> of(SettingType type) {
        if (type instanceof SettingType.Text
                || type instanceof SettingType.FilePath
                || type instanceof SettingType.FileOrOutput) {
            return ref("text");
        } else if (type instanceof SettingType.Anything) {
            return ref("anything");
        } else if (type instanceof SettingType.Condition) {
            return ref("condition");
        } else if (type instanceof SettingType.Output) {
            return ref("elsewhere");
        }
        return anyOf(constant(type), ref("elsewhere"));
    }

    private static Map<String, Object> constant(SettingType type) {
        if (type instanceof SettingType.Whole whole) {
            return Pieces.whole(whole.min(), whole.max());
        } else if (type instanceof SettingType.Decimal decimal) {
            return Pieces.number(decimal.min(), decimal.max());
        } else if (type instanceof SettingType.Flag) {
            return Pieces.flag();
        } else if (type instanceof SettingType.Time) {
            return ref("durationOrNone");
        } else if (type instanceof SettingType.Choice choice) {
            return Pieces.choice(choice.words());
        } else if (type instanceof SettingType.ListOf list) {
            return listOf(of(list.element()));
        } else if (type instanceof SettingType.MapOf map) {
            return mapOf(of(map.element()));
        } else if (type instanceof SettingType.Nested nested) {
            return Pieces.object(of(nested.schema()), required(nested.schema()));
        }
        throw new IllegalArgumentException("no piece of a schema for " + type);
    }
}
