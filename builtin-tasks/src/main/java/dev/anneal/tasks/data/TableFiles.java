package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBReadableVector;

/** Reads datasets (Parquet files) into memory. The first use in a process loads DuckDB. */
public final class TableFiles {

    private TableFiles() {}

    /** All rows. @throws AnnealException bad-input where the file is no Parquet */
    public static Table read(Path parquet) throws InterruptedException {
        return read(parquet, 0, Long.MAX_VALUE);
    }

    /**
     * The rows from {@code from} to before {@code to}, or to the end where there are fewer.
     *
     * @throws AnnealException bad-input where the file is no Parquet
     * @throws IllegalArgumentException if {@code from} is negative or after {@code to}
     */
    public static Table read(Path parquet, long from, long to) throws InterruptedException {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("no range of rows: " + from + " to " + to);
        }
        try (DuckDb db = DuckDb.open()) {
            return read(db, "read_parquet(" + DuckDb.literal(parquet) + ")", from, to);
        }
    }

    /** How many rows it has, from its footer. @throws AnnealException bad-input where the file is no Parquet */
    public static long rows(Path parquet) throws InterruptedException {
        try (DuckDb db = DuckDb.open()) {
            return count(db, "read_parquet(" + DuckDb.literal(parquet) + ")");
        }
    }

    static long count(DuckDb db, String from) throws InterruptedException {
        long[] count = new long[1];
        db.query(
                "SELECT count(*)::BIGINT FROM " + from,
                (result, first, rows) -> count[0] = result.chunk().vector(0).getLong(0));
        return count[0];
    }

    /** Rows of a relation, in its order. */
    static Table read(DuckDb db, String relation, long from, long to) throws InterruptedException {
        List<ColumnType> columns = ColumnType.of(db, relation);
        int rows = Math.toIntExact(Math.max(0, Math.min(to, count(db, relation)) - from));
        List<double[]> numbers = new ArrayList<>();
        List<String[]> texts = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (ColumnType column : columns) {
            numbers.add(column.kind().numeric() ? new double[rows] : new double[0]);
            texts.add(column.kind().numeric() ? new String[0] : new String[rows]);
            selected.add(column.asRead());
        }
        String sql =
                "SELECT " + String.join(", ", selected) + " FROM " + relation + " LIMIT " + rows + " OFFSET " + from;
        db.query(sql, (result, first, count) -> {
            for (int j = 0; j < columns.size(); j++) {
                DuckDBReadableVector vector = result.chunk().vector(j);
                if (columns.get(j).kind().numeric()) {
                    double[] target = numbers.get(j);
                    for (int i = 0; i < count; i++) {
                        target[first + i] = vector.getDouble(i, Double.NaN);
                    }
                } else {
                    String[] target = texts.get(j);
                    for (int i = 0; i < count; i++) {
                        target[first + i] = vector.getString(i);
                    }
                }
            }
        });
        Table.Builder table = new Table.Builder();
        for (int j = 0; j < columns.size(); j++) {
            ColumnType column = columns.get(j);
            if (column.kind().numeric()) {
                table.numbers(column.name(), numbers.get(j));
            } else {
                table.texts(column.name(), texts.get(j));
            }
        }
        return table.build();
    }
}
