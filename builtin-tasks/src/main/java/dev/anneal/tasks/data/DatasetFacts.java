package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset's properties tell besides its columns and rows.
 *
 * @param target the column to predict; null where none is named
 * @param timestamp the column of event time; null where there is none
 * @param conceptStarts first row of each concept after the first; null where the data was not generated
 * @param source digest of what it was read from; null where the data was generated
 */
public record DatasetFacts(
        @Nullable String target,
        @Nullable String timestamp,
        @Nullable List<Long> conceptStarts,
        @Nullable Digest source) {

    public DatasetFacts {
        conceptStarts = conceptStarts == null ? null : List.copyOf(conceptStarts);
    }

    Map<String, Object> properties(List<ColumnType> columns, long rows) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("rows", rows);
        properties.put("columns", columns.stream().map(ColumnType::property).toList());
        if (target != null) {
            properties.put("target", target);
        }
        if (timestamp != null) {
            properties.put("timestamp", timestamp);
        }
        if (conceptStarts != null) {
            properties.put("conceptStarts", conceptStarts);
        }
        if (source != null) {
            properties.put("source", source.hex());
        }
        return properties;
    }

    /** These facts for the rows from {@code from} to before {@code to}. */
    DatasetFacts between(long from, long to) {
        List<Long> starts = conceptStarts == null
                ? null
                : conceptStarts.stream()
                        .filter(start -> start > from && start < to)
                        .map(start -> start - from)
                        .toList();
        return new DatasetFacts(target, timestamp, starts, source);
    }

    DatasetFacts withoutConcepts() {
        return new DatasetFacts(target, timestamp, null, source);
    }
}
