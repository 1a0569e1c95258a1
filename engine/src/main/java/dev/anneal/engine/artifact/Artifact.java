package dev.anneal.engine.artifact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a task made or read, by content.
 *
 * @param name file name for a person, such as {@code train.parquet}; no slashes
 * @param type one of the artifact types of {@link ValueType}
 * @param digest of the bytes, or of the listing of a folder
 * @param size bytes, for a folder those of all its files
 * @param mediaType such as {@code application/vnd.apache.parquet}
 * @param properties small facts about the content (plain values: text, decimals, booleans, lists, maps)
 */
public record Artifact(
        String name, ValueType type, Digest digest, long size, String mediaType, Map<String, Object> properties) {

    /** Media type of every folder artifact: its digest is that of a {@link FolderListing}. */
    public static final String FOLDER_MEDIA_TYPE = "application/vnd.anneal.folder+json";

    public Artifact {
        if (!type.artifact()) {
            throw new IllegalArgumentException(type + " is not an artifact type");
        }
        properties = Values.copyOf(properties);
    }

    public boolean folder() {
        return mediaType.equals(FOLDER_MEDIA_TYPE);
    }

    public @Nullable Object property(String key) {
        return properties.get(key);
    }
}
