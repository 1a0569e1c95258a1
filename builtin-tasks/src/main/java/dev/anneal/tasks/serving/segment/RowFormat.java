package dev.anneal.tasks.serving.segment;

import dev.anneal.tasks.data.DuckDb;
import java.util.List;
import java.util.function.Consumer;

/**
 * How rows of one kind stand in a tail and in Parquet.
 *
 * @param <T> the rows, each with an id of printable ASCII that no other has
 */
public interface RowFormat<T> {

    /**
     * A field.
     *
     * @param inTail its SQL type as DuckDB reads it from a tail
     * @param inParquet the SQL expression over the tail's fields that Parquet keeps
     */
    record Field(String name, String inTail, String inParquet) {}

    /** The first is {@code id}. */
    List<Field> fields();

    String id(T row);

    /** The row's fields as text without control characters, in order. */
    List<String> texts(T row);

    /** The row that {@link #texts} gave. */
    T row(String[] texts);

    /** Reads rows of a relation with the columns that Parquet keeps. */
    void read(DuckDb db, String relation, Consumer<T> into) throws InterruptedException;
}
