package dev.anneal.tasks.data;

import java.util.Locale;

/** The types of columns that a dataset's properties name, in lower case. */
public enum ColumnKind {
    DOUBLE("DOUBLE"),
    INTEGER("BIGINT"),
    BOOLEAN("BOOLEAN"),
    TEXT("VARCHAR"),
    TIMESTAMP("TIMESTAMP");

    private final String sqlType;

    ColumnKind(String sqlType) {
        this.sqlType = sqlType;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a {@link Table} has such a column as numbers. */
    boolean numeric() {
        return this != TEXT;
    }

    /** The type in which DuckDB is asked to keep it. */
    String sqlType() {
        return sqlType;
    }

    /** Of a type as DuckDB names it; what is none of the others is text. */
    static ColumnKind ofSql(String type) {
        if (type.startsWith("DECIMAL")) {
            return DOUBLE;
        }
        return switch (type) {
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
