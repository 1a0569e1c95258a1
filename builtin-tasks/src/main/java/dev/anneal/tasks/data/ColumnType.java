package dev.anneal.tasks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A column of a dataset. */
record ColumnType(String name, ColumnKind kind) {

    /** The columns of a relation, in order. */
    static List<ColumnType> of(DuckDb db, String relation) throws InterruptedException {
        List<ColumnType> columns = new ArrayList<>();
        db.query(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + relation + ")",
                (result, first, rows) -> {
                    for (int i = 0; i < rows; i++) {
                        String name = result.chunk().vector(0).getString(i);
                        String type = result.chunk().vector(1).getString(i);
                        columns.add(new ColumnType(name, ColumnKind.ofSql(type)));
                    }
                });
        return columns;
    }

    /** The SQL by which a {@link Table} reads it: a double (timestamps in epoch milliseconds) or text. */
    String asRead() {
        String column = DuckDb.name(name);
        return switch (kind) {
            case TEXT -> column + "::VARCHAR";
            case TIMESTAMP -> "epoch_ms(" + column + ")::DOUBLE";
            default -> column + "::DOUBLE";
        };
    }

    Map<String, Object> property() {
        return Map.of("name", name, "type", kind.word());
    }
}
