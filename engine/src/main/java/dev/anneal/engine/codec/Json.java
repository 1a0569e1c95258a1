package dev.anneal.engine.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.util.Map;

/**
 * Anneal's JSON: records by their components, keys sorted, instants and durations as ISO text, plain values with
 * artifacts as {@code {"$artifact": ...}}. The same value always gives the same text, so a digest of it is its identity.
 */
public final class Json {

    private Json() {}

    /** Compact text. */
    public static String write(Object value) {
        try {
            return Mapper.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw AnnealException.fault(
                    "json", "cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** Indented text for people and for {@code --json}. */
    public static String pretty(Object value) {
        try {
            return Mapper.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw AnnealException.fault(
                    "json", "cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /** @throws AnnealException fault, where the text is no such value */
    public static <T> T read(String text, Class<T> type) {
        try {
            return Mapper.JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw AnnealException.fault(
                    "json", "cannot read " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** A JSON object as plain values, artifacts included. */
    public static Map<String, Object> readValues(String text) {
        try {
            return Values.copyOf(PlainValues.object(text));
        } catch (IOException e) {
            throw AnnealException.fault("json", "cannot read a JSON object: " + e.getMessage(), e);
        }
    }

    /** A JSON object as a record or another typed value. */
    public static <T> T convert(Object plain, Class<T> type) {
        return Mapper.JSON.convertValue(plain, type);
    }

    /** Digest of the compact text: equal for values that mean the same. */
    public static Digest digest(Object value) {
        return Digest.of(write(value));
    }

    /** Made when the first record is written or read. */
    private static final class Mapper {
        static final ObjectMapper JSON = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new AnnealModule())
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }
}
