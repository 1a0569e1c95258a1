package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.task.TaskContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes datasets: Parquet with rows in order, by one thread, so that equal rows give equal bytes. */
public final class DatasetWriter {

    private static final String MEDIA_TYPE = "application/vnd.apache.parquet";

    private DatasetWriter() {}

    /**
     * Keeps a table as a dataset.
     *
     * @param name of the output; the file is called after it
     * @param kinds of every column; NaN and null become missing values
     */
    public static Artifact keep(
            TaskContext context, String name, Table table, Map<String, ColumnKind> kinds, DatasetFacts facts)
            throws InterruptedException {
        try (DuckDb db = DuckDb.open()) {
            List<String> columns = new ArrayList<>();
            for (String column : table.names()) {
                columns.add(DuckDb.name(column) + " " + kind(kinds, column).sqlType());
            }
            db.execute("CREATE TABLE kept (" + String.join(", ", columns) + ")");
            db.append("kept", table, kinds);
            return keep(context, db, name, "kept", facts);
        }
    }

    /** Keeps a relation's rows, in its order. */
    static Artifact keep(TaskContext context, DuckDb db, String name, String relation, DatasetFacts facts)
            throws InterruptedException {
        Path file = context.workFolder().resolve(name + ".parquet");
        long rows = db.oneThread("COPY (SELECT * FROM " + relation + ") TO " + DuckDb.literal(file)
                + " (FORMAT parquet, COMPRESSION zstd)");
        List<ColumnType> columns = ColumnType.of(db, relation);
        return context.keep(file, ValueType.DATASET, MEDIA_TYPE, facts.properties(columns, rows));
    }

    static ColumnKind kind(Map<String, ColumnKind> kinds, String column) {
        @Nullable ColumnKind kind = kinds.get(column);
        if (kind == null) {
            throw new IllegalArgumentException("no type is given for column '" + column + "'");
        }
        return kind;
    }
}
