package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, column by column. A column is numbers (booleans 0 and 1, timestamps in epoch milliseconds, missing
 * NaN; whole numbers beyond 2^53 are rounded) or text (missing null). The arrays it gives are its own: read them, do
 * not write to them. Safe to read from several threads.
 */
public final class Table {

    private final int rows;
    private final Map<String, Column> columns;

    private Table(int rows, Map<String, Column> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** A column: numbers, or text where {@code numbers} is null. */
    private static final class Column {

        private final double @Nullable [] numbers;
        private final @Nullable String @Nullable [] texts;

        Column(double @Nullable [] numbers, @Nullable String @Nullable [] texts) {
            this.numbers = numbers;
            this.texts = texts;
        }

        int length() {
            return numbers != null ? numbers.length : texts == null ? 0 : texts.length;
        }

        Column slice(int from, int to) {
            return new Column(
                    numbers == null ? null : Arrays.copyOfRange(numbers, from, to),
                    texts == null ? null : Arrays.copyOfRange(texts, from, to));
        }
    }

    /** Gathers the columns of a table, in order. */
    public static final class Builder {

        private final Map<String, Column> columns = new LinkedHashMap<>();

        public Builder numbers(String name, double[] values) {
            return add(name, new Column(values, null));
        }

        public Builder texts(String name, @Nullable String[] values) {
            return add(name, new Column(null, values));
        }

        private Builder add(String name, Column column) {
            columns.put(name, column);
            return this;
        }

        /** @throws IllegalArgumentException if the columns are not equally long */
        public Table build() {
            List<Integer> lengths =
                    columns.values().stream().map(Column::length).distinct().toList();
            if (lengths.size() > 1) {
                throw new IllegalArgumentException("columns of different lengths: " + lengths);
            }
            return new Table(lengths.isEmpty() ? 0 : lengths.get(0), new LinkedHashMap<>(columns));
        }
    }

    public int rows() {
        return rows;
    }

    /** In the order of the file. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /** @throws AnnealException bad-input if no column has this name */
    public boolean numeric(String name) {
        return column(name).numbers != null;
    }

    /** @throws AnnealException bad-input if no column has this name, or it holds text */
    public double[] numbers(String name) {
        double[] numbers = column(name).numbers;
        if (numbers == null) {
            throw AnnealException.badInput("not-numeric", "column '" + name + "' holds text, where numbers are needed");
        }
        return numbers;
    }

    /** @throws AnnealException bad-input if no column has this name, or it holds numbers */
    public @Nullable String[] texts(String name) {
        @Nullable String[] texts = column(name).texts;
        if (texts == null) {
            throw AnnealException.badInput("not-text", "column '" + name + "' holds numbers, where text is needed");
        }
        return texts;
    }

    /**
     * The rows from {@code from} to before {@code to}, copied.
     *
     * @throws IndexOutOfBoundsException if the table does not have them
     */
    public Table slice(int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, rows);
        Map<String, Column> slices = new LinkedHashMap<>();
        columns.forEach((name, column) -> slices.put(name, column.slice(from, to)));
        return new Table(to - from, slices);
    }

    /**
     * The named numeric columns row by row: rows x names.
     *
     * @throws AnnealException bad-input if a column is not there or holds text
     */
    public double[][] matrix(List<String> names) {
        List<double[]> picked = new ArrayList<>(names.size());
        names.forEach(name -> picked.add(numbers(name)));
        double[][] matrix = new double[rows][names.size()];
        for (int j = 0; j < picked.size(); j++) {
            double[] column = picked.get(j);
            for (int i = 0; i < rows; i++) {
                matrix[i][j] = column[i];
            }
        }
        return matrix;
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw AnnealException.badInput(
                    "no-column", "there is no column '" + name + "'." + NearestName.hint(name, columns.keySet()));
        }
        return column;
    }
}
