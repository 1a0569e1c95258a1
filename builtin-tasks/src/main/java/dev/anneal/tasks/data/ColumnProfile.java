package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Numbers;
import dev.anneal.tasks.data.ValidateTask.Expectation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Reads through one column once: its profile, and the rows that break what is expected of it. */
final class ColumnProfile {

    private static final int SHOWN = 3;

    private final ColumnType column;
    private final @Nullable Expectation expected;
    private final @Nullable Set<Object> allowed;
    private final Offenders missing = new Offenders();
    private final Offenders outside = new Offenders();
    private final Offenders notAllowed = new Offenders();
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    /** Rows that break one rule: how many, and the first of them with what they hold. */
    private static final class Offenders {
        private long count;
        private final List<String> first = new ArrayList<>();

        void add(long row, @Nullable Object value) {
            count++;
            if (first.size() < SHOWN) {
                first.add(value == null ? "row " + row : "row " + row + " has " + value);
            }
        }

        String describe() {
            return (count == 1 ? "1 row" : count + " rows") + " (" + String.join(", ", first)
                    + (count > SHOWN ? ", ..." : "") + ")";
        }
    }

    ColumnProfile(ColumnType column, @Nullable Expectation expected) {
        this.column = column;
        this.expected = expected;
        this.allowed = expected == null || expected.allowed() == null ? null : new HashSet<>(expected.allowed());
    }

    ColumnType column() {
        return column;
    }

    /** A chunk of it, read as {@link ColumnType#asRead} says. */
    void add(DuckDBReadableVector vector, int first, int rows) {
        for (int i = 0; i < rows; i++) {
            if (column.kind().numeric()) {
                add(first + i, vector.getDouble(i, Double.NaN));
            } else {
                add(first + i, vector.isNull(i) ? null : vector.getString(i));
            }
        }
    }

    private void add(long row, double value) {
        if (Double.isNaN(value)) {
            missing.add(row, null);
            return;
        }
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        List<Double> between = expected == null ? null : expected.between();
        if (between != null && (value < between.get(0) || value > between.get(1))) {
            outside.add(row, plain(value));
        }
        if (allowed != null && (Double.isInfinite(value) || !allowed.contains(comparable(value)))) {
            notAllowed.add(row, plain(value));
        }
    }

    private void add(long row, @Nullable String value) {
        if (value == null) {
            missing.add(row, null);
        } else if (allowed != null && !allowed.contains(value)) {
            notAllowed.add(row, "'" + value + "'");
        }
    }

    private Object comparable(double value) {
        return column.kind() == ColumnKind.BOOLEAN ? (Object) (value != 0) : Numbers.of(value);
    }

    private static String plain(double value) {
        return Double.isInfinite(value)
                ? String.valueOf(value)
                : new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }

    /** Each broken expectation, with how many rows break it and the first of them, counted from 0. */
    List<String> broken(long rows) {
        List<String> broken = new ArrayList<>();
        if (expected == null) {
            return broken;
        }
        String name = "'" + column.name() + "'";
        if (expected.type() != null && !fits(expected.type())) {
            broken.add("expected " + name + " to be " + expected.type().word() + ", found "
                    + column.kind().word());
        }
        if (expected.missing() != null && missing.count > expected.missing() * rows) {
            broken.add("expected " + name + " to miss at most " + plain(expected.missing() * 100)
                    + " % of the rows, found " + missing.describe() + " of " + rows);
        }
        if (expected.between() != null && !column.kind().numeric()) {
            broken.add("expected " + name + " to have numbers in a range, but it is text");
        } else if (expected.between() != null && outside.count > 0) {
            broken.add(
                    "expected " + name + " between " + plain(expected.between().get(0)) + " and "
                            + plain(expected.between().get(1)) + ", outside of it: " + outside.describe());
        }
        if (notAllowed.count > 0) {
            broken.add(
                    "expected " + name + " to be one of " + expected.allowed() + ", others: " + notAllowed.describe());
        }
        return broken;
    }

    private boolean fits(ColumnKind type) {
        return column.kind() == type || (type == ColumnKind.DOUBLE && column.kind() == ColumnKind.INTEGER);
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>(column.property());
        report.put("missing", missing.count);
        if (least <= greatest) {
            report.put("least", Double.isInfinite(least) ? "-Infinity" : least);
            report.put("greatest", Double.isInfinite(greatest) ? "Infinity" : greatest);
        }
        return report;
    }
}
