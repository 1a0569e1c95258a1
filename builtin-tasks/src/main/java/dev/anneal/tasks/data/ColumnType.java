package dev.anneal.tasks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A column of a dataset.
 *
 * @param sqlType as DuckDB names it
 */
record ColumnType(String name, Kind kind, String sqlType) {

    /** The types that a dataset's properties name. */
    enum Kind {
        DOUBLE,
        INTEGER,
        BOOLEAN,
        TEXT,
        TIMESTAMP;

        /** Whether a {@link Table} has it as numbers. */
        boolean numeric() {
            return this != TEXT;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(String sqlType) {
            if (sqlType.startsWith("DECIMAL")) {
                return DOUBLE;
            }
            return switch (sqlType) {
                case "DOUBLE", "FLOAT" -> DOUBLE;
                case "TINYINT",
                        "SMALLINT",
                        "INTEGER",
                        "BIGINT",
                        "HUGEINT",
                        "UTINYINT",
                        "USMALLINT",
                        "UINTEGER",
                        "UBIGINT",
                        "UHUGEINT" -> INTEGER;
                case "BOOLEAN" -> BOOLEAN;
                case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                    TIMESTAMP;
                default -> TEXT;
            };
        }
    }

    /** The columns of a relation, in order. */
    static List<ColumnType> of(DuckDb db, String relation) throws InterruptedException {
        List<ColumnType> columns = new ArrayList<>();
        db.query(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + relation + ")",
                (result, first, n) -> {
                    for (int i = 0; i < n; i++) {
                        String type = result.chunk().vector(1).getString(i);
                        columns.add(new ColumnType(result.chunk().vector(0).getString(i), Kind.of(type), type));
                    }
                });
        return columns;
    }

    /** The SQL by which a {@link Table} reads it: a double (timestamps in epoch milliseconds) or text. */
    String asRead() {
        String column = DuckDb.name(name);
        return switch (kind) {
            case TEXT -> column + "::VARCHAR";
            case TIMESTAMP -> "epoch_ms(" + column + "::TIMESTAMP)::DOUBLE";
            default -> column + "::DOUBLE";
        };
    }

    Map<String, Object> property() {
        return Map.of("name", name, "type", kind.word());
    }
}
