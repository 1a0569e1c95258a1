package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.SettingType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known, before anything runs, of the value that an expression will have.
 *
 * @param element of a list whose items all have this type; null where that is unknown, and for all but lists
 */
record KnownType(ValueType type, @Nullable KnownType element) {

    static KnownType of(ValueType type) {
        return new KnownType(type, null);
    }

    /** @param element null where it is unknown */
    static KnownType listOf(@Nullable KnownType element) {
        return new KnownType(ValueType.LIST, element);
    }

    /** Whether such a value may stand where a setting takes {@code wanted}; so it may where that cannot be told. */
    boolean fits(SettingType wanted) {
        if (wanted instanceof SettingType.Anything) {
            return true;
        } else if (wanted instanceof SettingType.ListOf list) {
            return type == ValueType.LIST && (element == null || element.fits(list.element()));
        } else if (wanted instanceof SettingType.MapOf || wanted instanceof SettingType.Nested) {
            return type == ValueType.MAP;
        }
        return taken(wanted).stream().anyMatch(type::fits);
    }

    /** For messages: {@code a dataset}, {@code a list of numbers}. */
    String describe() {
        return switch (type) {
            case TEXT -> "text";
            case BOOLEAN -> "true or false";
            case LIST -> element == null ? "a list" : "a list, each item " + element.describe();
            default -> "a " + type.word();
        };
    }

    private static Set<ValueType> taken(SettingType wanted) {
        if (wanted instanceof SettingType.Output output) {
            return output.types();
        } else if (wanted instanceof SettingType.FileOrOutput output) {
            Set<ValueType> types = EnumSet.of(ValueType.TEXT);
            types.addAll(output.types());
            return types;
        } else if (wanted instanceof SettingType.Whole || wanted instanceof SettingType.Decimal) {
            return EnumSet.of(ValueType.NUMBER);
        } else if (wanted instanceof SettingType.Flag) {
            return EnumSet.of(ValueType.BOOLEAN);
        }
        boolean text = wanted instanceof SettingType.Text
                || wanted instanceof SettingType.Time
                || wanted instanceof SettingType.FilePath
                || wanted instanceof SettingType.Choice;
        return text ? EnumSet.of(ValueType.TEXT) : EnumSet.noneOf(ValueType.class);
    }
}
