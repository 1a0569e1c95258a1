package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a record's components stand for. A component may be text, a number, a boolean, {@link Duration},
 * {@link Path}, {@link Source}, {@link Artifact} (with {@link Takes}), an enum, {@link Expression}, a list or
 * text-keyed map of these, another such record, or {@code Object} for any plain value.
 *
 * @param type the record's class
 * @param settings in the order of its components
 */
public record SettingsSchema(Class<? extends Record> type, List<Setting> settings) {

    public SettingsSchema {
        settings = List.copyOf(settings);
    }

    /** @throws IllegalArgumentException if a component has a type that no setting can have: a mistake in the record */
    public static SettingsSchema of(Class<? extends Record> type) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            settings.add(setting(component));
        }
        return new SettingsSchema(type, settings);
    }

    public List<String> names() {
        return settings.stream().map(Setting::name).toList();
    }

    public Optional<Setting> setting(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    private static Setting setting(RecordComponent component) {
        Help help = component.getAnnotation(Help.class);
        Default byDefault = component.getAnnotation(Default.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Setting(
                component.getName(),
                type(component, component.getGenericType()),
                help == null ? "" : help.value(),
                byDefault == null ? null : byDefault.value(),
                byDefault == null && !nullable);
    }

    private static SettingType type(RecordComponent component, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new SettingType.ListOf(type(component, arguments[0]));
            } else if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new SettingType.MapOf(type(component, arguments[1]));
            }
        }
        if (!(type instanceof Class<?> raw)) {
            throw noSetting(component, type);
        }
        Between between = component.getAnnotation(Between.class);
        double min = between == null ? Double.NEGATIVE_INFINITY : between.min();
        double max = between == null ? Double.POSITIVE_INFINITY : between.max();
        if (raw == String.class) {
            return new SettingType.Text();
        } else if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return new SettingType.Whole(min, max);
        } else if (raw == double.class || raw == Double.class || raw == BigDecimal.class) {
            return new SettingType.Decimal(min, max);
        } else if (raw == boolean.class || raw == Boolean.class) {
            return new SettingType.Flag();
        } else if (raw == Duration.class) {
            return new SettingType.Time();
        } else if (raw == Path.class) {
            return new SettingType.FilePath();
        } else if (raw == Source.class) {
            return new SettingType.FileOrOutput(taken(component));
        } else if (raw == Artifact.class) {
            return new SettingType.Output(taken(component));
        } else if (raw == Expression.class) {
            Knows knows = component.getAnnotation(Knows.class);
            return new SettingType.Condition(knows == null ? List.of() : List.of(knows.value()));
        } else if (raw.isEnum()) {
            return choice(raw);
        } else if (raw.isRecord()) {
            return new SettingType.Nested(of(raw.asSubclass(Record.class)));
        } else if (raw == Object.class) {
            return new SettingType.Anything();
        }
        throw noSetting(component, type);
    }

    private static IllegalArgumentException noSetting(RecordComponent component, Type type) {
        return new IllegalArgumentException(
                "no setting can be a " + type.getTypeName() + ", as '" + component.getName() + "' is");
    }

    private static Set<ValueType> taken(RecordComponent component) {
        Takes takes = component.getAnnotation(Takes.class);
        return takes == null ? EnumSet.of(ValueType.FILE) : EnumSet.copyOf(Arrays.asList(takes.value()));
    }

    @SuppressWarnings("unchecked")
    private static SettingType choice(Class<?> raw) {
        List<String> words = Arrays.stream(raw.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return new SettingType.Choice((Class<? extends Enum<?>>) raw, words);
    }
}
