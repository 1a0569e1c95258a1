package dev.anneal.engine.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.spec.Expression;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How digests, artifacts, plain values and expressions stand in JSON. */
final class AnnealModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

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
            out.writeObjectFieldStart(PlainValues.ARTIFACT);
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
            if (PlainValues.read(in) instanceof Artifact artifact) {
                return artifact;
            }
            throw context.weirdStringException("", Artifact.class, "not an artifact");
        }
    }

    private static final class PlainReader extends JsonDeserializer<Object> {
        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return PlainValues.read(in);
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
            return ExpressionTree.expression(PlainValues.read(in));
        }

        @Override
        public Expression getNullValue(DeserializationContext context) {
            return Expression.literal(null);
        }

        @Override
        @SuppressWarnings("NullAway") // a component that was left out is null, not the constant null
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
