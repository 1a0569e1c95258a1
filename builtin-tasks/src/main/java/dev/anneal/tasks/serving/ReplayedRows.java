package dev.anneal.tasks.serving;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.data.TableFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of rows that a replay sends, and the labels that are known once it is sent.
 *
 * @param file all rows of the source
 * @param source its digest
 * @param target the column with the labels
 * @param table the stretch
 * @param timestamp the column of event time; null where row numbers are the positions
 * @param from the stretch's first row in the source
 * @param labelled rows before this one have their labels once the stretch is sent
 * @param ended whether the source ends with the stretch
 */
record ReplayedRows(
        Path file,
        String source,
        String target,
        Table table,
        @Nullable String timestamp,
        long from,
        long labelled,
        boolean ended) {

    private static final String TIMESTAMP = "timestamp";

    static ReplayedRows read(ReplayTask.Settings settings, ArtifactStore store) throws InterruptedException {
        Artifact source = settings.source();
        Path file = store.file(source.digest());
        long rows = TableFiles.rows(file);
        long from = Math.min(settings.from(), rows);
        long to = Math.min(from + settings.count(), rows);
        Table table = TableFiles.read(file, from, to);
        String target = target(settings, table);
        boolean ended = to == rows;
        // Row j is labelled once labelsAfter rows after it were sent: j + labelsAfter < to.
        long labelled = ended ? rows : Math.max(0, to - settings.labelsAfter());
        String timestamp = source.property(TIMESTAMP) instanceof String column ? column : null;
        check(table, timestamp);
        return new ReplayedRows(file, source.digest().hex(), target, table, timestamp, from, labelled, ended);
    }

    private static String target(ReplayTask.Settings settings, Table table) {
        String target = settings.target();
        if (target == null && settings.source().property("target") instanceof String property) {
            target = property;
        }
        String name = settings.source().name();
        if (target == null) {
            throw AnnealException.badInput(
                    "no-target",
                    "replay: '" + name + "' does not say which column has the labels: set 'target' to one of "
                            + String.join(", ", table.names()) + ".");
        }
        if (!table.names().contains(target)) {
            throw AnnealException.badInput(
                    "no-column",
                    "replay: 'target' is '" + target + "', but '" + name + "' has no such column."
                            + NearestName.hint(target, table.names()));
        }
        table.numbers(target);
        return target;
    }

    private static void check(Table table, @Nullable String column) {
        double[] positions = column == null ? new double[0] : table.numbers(column);
        for (int i = 0; i < positions.length; i++) {
            if (Double.isNaN(positions[i])) {
                throw AnnealException.badInput(
                        TIMESTAMP,
                        "replay: a row has no '" + column + "', so it has no place in time: row " + i
                                + " of those to send, counted from 0.");
            }
        }
    }

    int size() {
        return table.rows();
    }

    /** The row after the last. */
    long to() {
        return from + table.rows();
    }

    long position(int i) {
        return timestamp == null ? from + i : (long) table.numbers(timestamp)[i];
    }

    /** The true class of a row of the stretch; null where it is not known yet, or never will be. */
    @Nullable
    Double label(int i) {
        double label = from + i < labelled ? table.numbers(target)[i] : Double.NaN;
        return Double.isFinite(label) ? (Double) label : null;
    }

    /**
     * Gives their labels to all predictions of this source that are due for one: rows that earlier replays sent too.
     * Rows without a value in the target column stay without a label.
     *
     * @return how many came
     */
    int label(PredictionLog log, String endpoint) throws InterruptedException {
        String prefix = Prediction.idPrefix(endpoint, source);
        NavigableSet<String> due = log.unlabelled(endpoint, prefix).headSet(Prediction.idOf(prefix, labelled), false);
        if (due.isEmpty()) {
            return 0;
        }
        List<Long> rows = due.stream().map(Prediction::rowOf).toList();
        long first = rows.get(0);
        double[] values =
                TableFiles.read(file, first, rows.get(rows.size() - 1) + 1).numbers(target);
        Map<String, Double> labels = new HashMap<>();
        for (long row : rows) {
            double value = values[Math.toIntExact(row - first)];
            if (Double.isFinite(value)) {
                labels.put(Prediction.idOf(prefix, row), value);
            }
        }
        return log.label(endpoint, labels);
    }
}
