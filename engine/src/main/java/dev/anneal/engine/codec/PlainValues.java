package dev.anneal.engine.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.artifact.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plain values out of a stream of JSON tokens, artifacts included. Needs no object mapper: listings that read nothing
 * else start without one.
 */
final class PlainValues {

    static final String ARTIFACT = "$artifact";

    private static final Set<String> ARTIFACT_FIELDS =
            Set.of("digest", "mediaType", "name", "properties", "size", "type");

    private PlainValues() {}

    /** @throws IOException if the text is no JSON object */
    static Map<String, Object> object(String text) throws IOException {
        try (JsonParser in = Factory.JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object, found " + in.currentToken());
            }
            Map<String, Object> entries = entries(in);
            if (in.nextToken() != null) {
                throw new IOException("expected the end of the text, found " + in.currentToken());
            }
            return entries;
        }
    }

    /** The value that begins at the current token. */
    static @Nullable Object read(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.normalise(in.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_NULL -> null;
            case START_ARRAY -> list(in);
            case START_OBJECT -> artifactOr(entries(in));
            default -> throw new IOException("unexpected " + in.currentToken());
        };
    }

    @SuppressWarnings("NullAway") // plain lists may hold null
    private static List<Object> list(JsonParser in) throws IOException {
        List<Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(in));
        }
        return items;
    }

    @SuppressWarnings("NullAway") // plain maps may hold null
    private static Map<String, Object> entries(JsonParser in) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            entries.put(key, read(in));
        }
        return entries;
    }

    /** A user's own map may have the key {@code $artifact} too: only one with all of an artifact's fields is one. */
    private static Object artifactOr(Map<String, Object> map) {
        return map.size() == 1
                        && map.get(ARTIFACT) instanceof Map<?, ?> fields
                        && fields.keySet().equals(ARTIFACT_FIELDS)
                ? artifact(fields)
                : map;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // every field is there
    private static Artifact artifact(Map<?, ?> fields) {
        return new Artifact(
                (String) fields.get("name"),
                ValueType.ofWord((String) fields.get("type")),
                new Digest((String) fields.get("digest")),
                ((Number) fields.get("size")).longValue(),
                (String) fields.get("mediaType"),
                (Map<String, Object>) fields.get("properties"));
    }

    /** Made when the first text is read. */
    private static final class Factory {
        static final JsonFactory JSON = new JsonFactory();
    }
}
