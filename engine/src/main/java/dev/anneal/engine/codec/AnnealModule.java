package dev.anneal.engine.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How digests, artifacts, plain values and expressions stand in JSON. */
final class AnnealModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final String ARTIFACT = "$artifact";

    AnnealModule() {
        super("anneal");
        addSerializer(Digest.class, new DigestWriter());
        addDeserializer(Digest.class, new DigestReader());
        addSerializer(Artifact.class, new ArtifactWriter());
        addDeserializer(Artifact.class, new ArtifactReader());
        addDeserializer(Object.class, new PlainReader());
        addSerializer(Expression.class, new ExpressionWriter());
        addDeserializer(Expression.class, new ExpressionReader());
    }

    private static final class DigestWriter extends JsonSerializer<Digest> {
        @Override
        public void serialize(Digest digest, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(digest.hex());
        }
    }

    private static final class DigestReader extends JsonDeserializer<Digest> {
        @Override
        public Digest deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new Digest(in.getText());
        }
    }

    private static final class ArtifactWriter extends JsonSerializer<Artifact> {
        @Override
        public void serialize(Artifact artifact, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeObjectFieldStart(ARTIFACT);
            out.writeStringField("digest", artifact.digest().hex());
            out.writeStringField("mediaType", artifact.mediaType());
            out.writeStringField("name", artifact.name());
            provider.defaultSerializeField("properties", artifact.properties(), out);
            out.writeNumberField("size", artifact.size());
            out.writeStringField("type", artifact.type().word());
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private static final class ArtifactReader extends JsonDeserializer<Artifact> {
        @Override
        public Artifact deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (plain(in) instanceof Artifact artifact) {
                return artifact;
            }
            throw context.weirdStringException("", Artifact.class, "not an artifact");
        }
    }

    private static final class PlainReader extends JsonDeserializer<Object> {
        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return plain(in);
        }
    }

    private static final class ExpressionWriter extends JsonSerializer<Expression> {
        @Override
        public void serialize(Expression expression, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            provider.defaultSerializeValue(ExpressionTree.plain(expression), out);
        }
    }

    private static final class ExpressionReader extends JsonDeserializer<Expression> {
        @Override
        public Expression deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return ExpressionTree.expression(plain(in));
        }

        @Override
        public Expression getNullValue(DeserializationContext context) {
            return Expression.literal(null);
        }
    }

    private static @Nullable Object plain(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.normalise(in.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_NULL -> null;
            case START_ARRAY -> list(in);
            case START_OBJECT -> map(in);
            default -> throw new IOException("unexpected " + in.currentToken());
        };
    }

    @SuppressWarnings("NullAway") // plain lists may hold null
    private static Object list(JsonParser in) throws IOException {
        List<Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(plain(in));
        }
        return items;
    }

    @SuppressWarnings("NullAway") // plain maps may hold null
    private static Object map(JsonParser in) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, plain(in));
        }
        return map.size() == 1 && map.get(ARTIFACT) instanceof Map<?, ?> artifact ? artifact(artifact) : map;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // written by ArtifactWriter: every field is there
    private static Artifact artifact(Map<?, ?> map) {
        return new Artifact(
                (String) map.get("name"),
                ValueType.ofWord((String) map.get("type")),
                new Digest((String) map.get("digest")),
                ((Number) map.get("size")).longValue(),
                (String) map.get("mediaType"),
                (Map<String, Object>) map.get("properties"));
    }
}
