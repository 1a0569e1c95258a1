package dev.anneal.engine.expression;

import dev.anneal.engine.artifact.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function takes or gives. */
public enum Kind {
    NUMBER("a number"),
    TEXT("a text"),
    BOOLEAN("true or false"),
    LIST("a list"),
    MAP("a map"),
    NUMBERS("a number or a list of numbers"),
    SIZED("a text, a list or a map"),
    ANY("any value");

    private final String described;

    Kind(String described) {
        this.described = described;
    }

    /** For messages: {@code a number}. */
    public String describe() {
        return described;
    }

    /** Whether a value of the type may be of this kind. */
    public boolean takes(ValueType type) {
        return switch (this) {
            case NUMBER -> type.fits(ValueType.NUMBER);
            case TEXT -> type.fits(ValueType.TEXT);
            case BOOLEAN -> type.fits(ValueType.BOOLEAN);
            case LIST -> type.fits(ValueType.LIST);
            case MAP -> type.fits(ValueType.MAP);
            case NUMBERS -> NUMBER.takes(type) || LIST.takes(type);
            case SIZED -> TEXT.takes(type) || LIST.takes(type) || MAP.takes(type);
            case ANY -> true;
        };
    }

    /** The type of a value of this kind; {@link ValueType#ANY} where there are several. */
    public ValueType type() {
        return switch (this) {
            case NUMBER -> ValueType.NUMBER;
            case TEXT -> ValueType.TEXT;
            case BOOLEAN -> ValueType.BOOLEAN;
            case LIST -> ValueType.LIST;
            case MAP -> ValueType.MAP;
            case NUMBERS, SIZED, ANY -> ValueType.ANY;
        };
    }

    /** Whether a plain value is of this kind. */
    boolean has(@Nullable Object value) {
        return switch (this) {
            case NUMBER -> value instanceof BigDecimal;
            case TEXT -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case LIST -> value instanceof List;
            case MAP -> value instanceof Map;
            case NUMBERS ->
                value instanceof BigDecimal
                        || (value instanceof List<?> list && list.stream().allMatch(BigDecimal.class::isInstance));
            case SIZED -> value instanceof String || value instanceof List || value instanceof Map;
            case ANY -> true;
        };
    }
}
