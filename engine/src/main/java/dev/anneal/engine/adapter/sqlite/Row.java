package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of the row that a query is at, by name. */
final class Row {

    private static final String NOTHING = "{}";

    private final ResultSet results;
    private final SqliteProblems problems;

    Row(ResultSet results, SqliteProblems problems) {
        this.results = results;
        this.problems = problems;
    }

    String text(String column) {
        String value = textOrNull(column);
        if (value == null) {
            throw AnnealException.fault("store", "column " + column + " is empty", null);
        }
        return value;
    }

    @Nullable
    String textOrNull(String column) {
        try {
            return results.getString(column);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    long number(String column) {
        try {
            return results.getLong(column);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    Instant moment(String column) {
        return Moments.moment(number(column));
    }

    @Nullable
    Instant momentOrNull(String column) {
        try {
            long nanos = results.getLong(column);
            return results.wasNull() ? null : Moments.moment(nanos);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    @Nullable
    Double realOrNull(String column) {
        try {
            double value = results.getDouble(column);
            return results.wasNull() ? null : Double.valueOf(value);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    Digest digest(String column) {
        return new Digest(text(column));
    }

    /** @throws AnnealException where a later Anneal wrote a word that this one does not know */
    <E extends Enum<E>> E constant(Class<E> type, String column) {
        String word = text(column);
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException e) {
            throw problems.unknown(column, word, e);
        }
    }

    /** A JSON object; the empty one costs no parser. */
    Map<String, Object> values(String column) {
        String json = text(column);
        return json.equals(NOTHING) ? Map.of() : Json.readValues(json);
    }

    /** A JSON object of numbers. */
    Map<String, Double> metrics(String column) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        values(column).forEach((name, value) -> metrics.put(name, ((BigDecimal) value).doubleValue()));
        return metrics;
    }
}
