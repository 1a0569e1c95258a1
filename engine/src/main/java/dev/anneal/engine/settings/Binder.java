package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds plain values onto a settings record. Every value that does not fit is reported, not just the first. For one
 * binding by one thread.
 */
public final class Binder {

    /**
     * A value that does not fit.
     *
     * @param path the setting and the steps inside it, such as {@code columns/salary/between}; empty where the record as a
     *     whole refuses its values
     */
    public record Misfit(String path, String message) {
        /** For a person who sees no file with a place in it. */
        public String described() {
            return path.isEmpty() ? message : "'" + path.replace('/', '.') + "': " + message;
        }
    }

    private final Path baseFolder;
    private final List<Misfit> misfits = new ArrayList<>();

    /** @param baseFolder that relative paths start from */
    public Binder(Path baseFolder) {
        this.baseFolder = baseFolder;
    }

    public List<Misfit> misfits() {
        return List.copyOf(misfits);
    }

    /**
     * The record, or null where {@link #misfits} now has why not.
     *
     * @param values plain values by setting; {@link Expression}s for settings that are conditions
     */
    public <S extends Record> @Nullable S bind(Class<S> type, Map<String, ?> values) {
        Object bound = record(SettingsSchema.of(type), values, "");
        return misfits.isEmpty() ? type.cast(bound) : null;
    }

    /** Checks one value against one type; what does not fit is added to {@link #misfits}. */
    public void check(SettingType type, @Nullable Object value, String path) {
        convert(type, null, value, path);
    }

    /** Checks that a setting's default, where it has one, is a value that it takes. */
    public void checkDefault(Setting setting) {
        if (setting.defaultText() != null) {
            convert(setting.type(), null, Defaults.of(setting.defaultText(), setting.type()), setting.name());
        }
    }

    private @Nullable Object record(SettingsSchema schema, Map<?, ?> values, String path) {
        for (Object name : values.keySet()) {
            if (schema.setting(String.valueOf(name)).isEmpty()) {
                misfit(
                        step(path, name),
                        "unknown setting '" + name + "'." + NearestName.hint(String.valueOf(name), schema.names()));
            }
        }
        RecordComponent[] components = schema.type().getRecordComponents();
        Object[] arguments = new Object[components.length];
        int before = misfits.size();
        for (int i = 0; i < components.length; i++) {
            Setting setting = schema.settings().get(i);
            arguments[i] = argument(setting, components[i], values, step(path, setting.name()));
        }
        return misfits.size() > before ? null : construct(schema, components, arguments, path);
    }

    private @Nullable Object argument(Setting setting, RecordComponent component, Map<?, ?> values, String path) {
        Object value = values.get(setting.name());
        if (value == null) {
            if (setting.defaultText() != null) {
                value = Defaults.of(setting.defaultText(), setting.type());
            } else if (setting.required()) {
                misfit(
                        path,
                        "'" + setting.name() + "' is missing: it takes "
                                + setting.type().describe());
                return null;
            } else {
                return null;
            }
        }
        return convert(setting.type(), component.getType(), value, path);
    }

    private @Nullable Object construct(
            SettingsSchema schema, RecordComponent[] components, @Nullable Object[] arguments, String path) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            var constructor = schema.type().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof IllegalArgumentException)) {
                throw new IllegalStateException("cannot make " + schema.type().getName() + ": " + cause, cause);
            }
            misfit(path, String.valueOf(cause.getMessage()));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + schema.type().getName(), e);
        }
    }

    private @Nullable Object convert(SettingType type, @Nullable Class<?> target, @Nullable Object value, String path) {
        if (type instanceof SettingType.Anything) {
            return value;
        } else if (value == null) {
            return misfit(path, type, value);
        } else if (type instanceof SettingType.Text) {
            return value instanceof String ? value : misfit(path, type, value);
        } else if (type instanceof SettingType.Whole whole) {
            return value instanceof BigDecimal number && number.scale() <= 0 && within(number, whole.min(), whole.max())
                    ? whole(number, target, path)
                    : misfit(path, type, value);
        } else if (type instanceof SettingType.Decimal decimal) {
            return value instanceof BigDecimal number && within(number, decimal.min(), decimal.max())
                    ? target == BigDecimal.class ? (Object) number : (Object) number.doubleValue()
                    : misfit(path, type, value);
        } else if (type instanceof SettingType.Flag) {
            return value instanceof Boolean ? value : misfit(path, type, value);
        } else if (type instanceof SettingType.Time) {
            return value instanceof String text && Durations.parse(text).isPresent()
                    ? Durations.parse(text).get()
                    : misfit(path, type, value);
        } else if (type instanceof SettingType.FilePath) {
            return value instanceof String text ? path(text, path) : misfit(path, type, value);
        } else if (type instanceof SettingType.FileOrOutput output) {
            return source(output, value, path);
        } else if (type instanceof SettingType.Output output) {
            return value instanceof Artifact artifact && fits(artifact, output.types())
                    ? artifact
                    : misfit(path, type, value);
        } else if (type instanceof SettingType.Choice choice) {
            int index = value instanceof String word ? choice.words().indexOf(word) : -1;
            return index < 0 ? misfit(path, type, value) : choice.type().getEnumConstants()[index];
        } else if (type instanceof SettingType.Condition) {
            return value instanceof Expression ? value : misfit(path, type, value);
        } else if (type instanceof SettingType.ListOf list) {
            return list(list, value, path);
        } else if (type instanceof SettingType.MapOf map) {
            return map(map, value, path);
        }
        SettingsSchema nested = ((SettingType.Nested) type).schema();
        return value instanceof Map<?, ?> entries ? record(nested, entries, path) : misfit(path, type, value);
    }

    private @Nullable Object source(SettingType.FileOrOutput type, Object value, String path) {
        if (value instanceof Artifact artifact && fits(artifact, type.types())) {
            return new Source.OfArtifact(artifact);
        }
        if (value instanceof String text) {
            Path file = path(text, path);
            return file == null ? null : new Source.OfPath(file);
        }
        return misfit(path, type, value);
    }

    private @Nullable Path path(String text, String path) {
        try {
            return baseFolder.resolve(text).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            misfit(path, "'" + text + "' is no path: " + e.getReason());
            return null;
        }
    }

    @SuppressWarnings("NullAway") // where any value goes, so does null: an output that a task left empty
    private @Nullable Object list(SettingType.ListOf type, Object value, String path) {
        if (!(value instanceof Collection<?> items)) {
            return misfit(path, type, value);
        }
        List<Object> bound = new ArrayList<>();
        int index = 0;
        for (Object item : items) {
            Object converted = convert(type.element(), null, item, step(path, index++));
            if (converted != null || type.element() instanceof SettingType.Anything) {
                bound.add(converted);
            }
        }
        return java.util.Collections.unmodifiableList(bound);
    }

    @SuppressWarnings("NullAway") // as in a list
    private @Nullable Object map(SettingType.MapOf type, Object value, String path) {
        if (!(value instanceof Map<?, ?> entries)) {
            return misfit(path, type, value);
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        entries.forEach((key, item) -> {
            Object converted = convert(type.element(), null, item, step(path, key));
            if (converted != null || type.element() instanceof SettingType.Anything) {
                bound.put(String.valueOf(key), converted);
            }
        });
        return java.util.Collections.unmodifiableMap(bound);
    }

    private @Nullable Object whole(BigDecimal number, @Nullable Class<?> target, String path) {
        boolean small = target == int.class || target == Integer.class;
        try {
            return small ? (Object) number.intValueExact() : (Object) number.longValueExact();
        } catch (ArithmeticException tooLarge) {
            misfit(path, "the number " + number.toPlainString() + " is too large");
            return null;
        }
    }

    private static boolean within(BigDecimal number, double min, double max) {
        return number.doubleValue() >= min && number.doubleValue() <= max;
    }

    private static boolean fits(Artifact artifact, Collection<ValueType> types) {
        return types.stream().anyMatch(type -> artifact.type().fits(type));
    }

    private @Nullable Object misfit(String path, SettingType type, @Nullable Object value) {
        misfit(path, "expected " + type.describe() + ", found " + found(value));
        return null;
    }

    private void misfit(String path, String message) {
        misfits.add(new Misfit(path, message));
    }

    private static String found(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (value instanceof BigDecimal number) {
            return "the number " + Numbers.normalise(number).toPlainString();
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Artifact artifact) {
            return "the " + artifact.type().word() + " '" + artifact.name() + "'";
        } else if (value instanceof Map) {
            return "a map";
        } else if (value instanceof Collection) {
            return "a list";
        }
        return "'" + value + "'";
    }

    private static String step(String path, Object name) {
        return path.isEmpty() ? String.valueOf(name) : path + "/" + name;
    }
}
