package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

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
        try (DuckDb db = DuckDb.connect()) {
            return read(db, relation(parquet), from, to);
        }
    }

    /**
     * All rows of a Parquet file, or of a CSV file whose types are found out.
     *
     * @throws AnnealException bad-input where the file is neither
     */
    public static Table readAny(Path file) throws InterruptedException {
        try (DuckDb db = DuckDb.open()) {
            String name = String.valueOf(file.getFileName());
            return read(db, SourceRows.relation(db, file, name, List.of(), Map.of()), 0, Long.MAX_VALUE);
        }
    }

    /** How many rows it has, from its footer. @throws AnnealException bad-input where the file is no Parquet */
    public static long rows(Path parquet) throws InterruptedException {
        try (DuckDb db = DuckDb.connect()) {
            return count(db, relation(parquet));
        }
    }

    static String relation(Path parquet) {
        return "read_parquet(" + DuckDb.literal(parquet) + ")";
    }

    static long count(DuckDb db, String relation) throws InterruptedException {
        return db.longs("SELECT count(*)::BIGINT FROM " + relation)[0];
    }

    private static Table read(DuckDb db, String relation, long from, long to) throws InterruptedException {
        List<ColumnType> columns = ColumnType.of(db, relation);
        int rows = Math.toIntExact(Math.max(0, Math.min(to, count(db, relation)) - from));
        List<Filler> fillers = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (ColumnType column : columns) {
            fillers.add(column.kind().numeric() ? new NumberFiller(rows) : new TextFiller(rows));
            selected.add(column.asRead());
        }
        db.query(
                "SELECT " + String.join(", ", selected) + " FROM " + relation + " LIMIT " + rows + " OFFSET " + from,
                (result, first, count) -> {
                    for (int j = 0; j < fillers.size(); j++) {
                        fillers.get(j).fill(result.chunk().vector(j), first, count);
                    }
                });
        Table.Builder table = new Table.Builder();
        for (int j = 0; j < columns.size(); j++) {
            fillers.get(j).addTo(table, columns.get(j).name());
        }
        return table.build();
    }

    /** Copies a column out of DuckDB's chunks. */
    private interface Filler {
        void fill(DuckDBReadableVector vector, int first, int count);

        void addTo(Table.Builder table, String name);
    }

    private static final class NumberFiller implements Filler {
        private final double[] values;

        NumberFiller(int rows) {
            values = new double[rows];
        }

        @Override
        public void fill(DuckDBReadableVector vector, int first, int count) {
            for (int i = 0; i < count; i++) {
                values[first + i] = vector.getDouble(i, Double.NaN);
            }
        }

        @Override
        public void addTo(Table.Builder table, String name) {
            table.numbers(name, values);
        }
    }

    private static final class TextFiller implements Filler {
        private final @Nullable String[] values;

        TextFiller(int rows) {
            values = new String[rows];
        }

        @Override
        public void fill(DuckDBReadableVector vector, int first, int count) {
            for (int i = 0; i < count; i++) {
                values[first + i] = vector.isNull(i) ? null : vector.getString(i);
            }
        }

        @Override
        public void addTo(Table.Builder table, String name) {
            table.texts(name, values);
        }
    }
}
