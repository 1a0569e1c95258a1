package dev.anneal.tasks.serving;

import dev.anneal.tasks.data.DuckDb;
import dev.anneal.tasks.serving.segment.RowFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBReadableVector;

/** Predictions of one endpoint, without their labels. */
final class PredictionFormat implements RowFormat<Prediction> {

    private static final List<Field> FIELDS = List.of(
            text("id"),
            text("version"),
            text("source"),
            same("row", "BIGINT"),
            same("position", "BIGINT"),
            new Field(
                    "features",
                    "VARCHAR",
                    "CASE WHEN features IS NULL THEN [] ELSE string_split(features, ',') END::DOUBLE[]"),
            same("predicted", "DOUBLE"),
            same("score", "DOUBLE"),
            same("latency_nanos", "BIGINT"),
            new Field("at", "BIGINT", "make_timestamp_ms(\"at\")"),
            text("outcome"),
            text("run"));

    private final String endpoint;

    PredictionFormat(String endpoint) {
        this.endpoint = endpoint;
    }

    /** An empty text in a tail is read as null. */
    private static Field text(String name) {
        return new Field(name, "VARCHAR", "coalesce(\"" + name + "\", '')");
    }

    private static Field same(String name, String type) {
        return new Field(name, type, "\"" + name + "\"");
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public String id(Prediction row) {
        return row.id();
    }

    @Override
    public List<String> texts(Prediction row) {
        StringBuilder features = new StringBuilder();
        for (double feature : row.features()) {
            features.append(features.isEmpty() ? "" : ",").append(feature);
        }
        return List.of(
                row.id(),
                row.version(),
                row.source(),
                Long.toString(row.row()),
                Long.toString(row.position()),
                features.toString(),
                Double.toString(row.predicted()),
                Double.toString(row.score()),
                Long.toString(row.latencyNanos()),
                Long.toString(row.at().toEpochMilli()),
                row.outcome(),
                row.run());
    }

    @Override
    public Prediction row(String[] texts) {
        String[] parts = texts[5].isEmpty() ? new String[0] : texts[5].split(",", -1);
        double[] features = new double[parts.length];
        for (int j = 0; j < parts.length; j++) {
            features[j] = Double.parseDouble(parts[j]);
        }
        return new Prediction(
                texts[0],
                endpoint,
                texts[1],
                texts[2],
                Long.parseLong(texts[3]),
                Long.parseLong(texts[4]),
                features,
                Double.parseDouble(texts[6]),
                Double.parseDouble(texts[7]),
                Long.parseLong(texts[8]),
                Instant.ofEpochMilli(Long.parseLong(texts[9])),
                texts[10],
                null,
                texts[11]);
    }

    @Override
    public void read(DuckDb db, String relation, Consumer<Prediction> into) throws InterruptedException {
        int[] width = new int[1];
        db.query(
                "SELECT coalesce(max(len(features)), 0)::INTEGER FROM " + relation,
                (result, first, rows) -> width[0] = result.chunk().vector(0).getInt(0));
        StringBuilder sql = new StringBuilder("SELECT id, version, source, \"row\", \"position\", predicted, score,"
                + " latency_nanos, epoch_ms(\"at\"), outcome, run, len(features)::INTEGER");
        for (int j = 1; j <= width[0]; j++) {
            sql.append(", features[").append(j).append(']');
        }
        Map<String, String> seen = new HashMap<>();
        db.query(sql.append(" FROM ").append(relation).toString(), (result, first, rows) -> {
            DuckDBReadableVector[] column = new DuckDBReadableVector[12 + width[0]];
            for (int j = 0; j < column.length; j++) {
                column[j] = result.chunk().vector(j);
            }
            for (int i = 0; i < rows; i++) {
                into.accept(prediction(column, i, seen));
            }
        });
    }

    private Prediction prediction(DuckDBReadableVector[] column, int i, Map<String, String> seen) {
        double[] features = new double[column[11].getInt(i)];
        for (int j = 0; j < features.length; j++) {
            features[j] = column[12 + j].getDouble(i);
        }
        return new Prediction(
                column[0].getString(i),
                endpoint,
                once(column[1].getString(i), seen),
                once(column[2].getString(i), seen),
                column[3].getLong(i),
                column[4].getLong(i),
                features,
                column[5].getDouble(i),
                column[6].getDouble(i),
                column[7].getLong(i),
                Instant.ofEpochMilli(column[8].getLong(i)),
                once(column[9].getString(i), seen),
                null,
                once(column[10].getString(i), seen));
    }

    /** Versions, sources and runs are few: each is held in memory once. */
    private static String once(String text, Map<String, String> seen) {
        String before = seen.putIfAbsent(text, text);
        return before == null ? text : before;
    }
}
