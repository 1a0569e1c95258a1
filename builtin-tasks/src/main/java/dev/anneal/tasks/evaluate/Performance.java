package dev.anneal.tasks.evaluate;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.evaluate.metric.Accuracy;
import dev.anneal.tasks.evaluate.metric.AreaUnderCurve;
import dev.anneal.tasks.evaluate.metric.ConfusionMatrix;
import dev.anneal.tasks.evaluate.metric.LogLoss;
import dev.anneal.tasks.evaluate.metric.Metric;
import dev.anneal.tasks.evaluate.metric.Scored;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.model.Scorer;
import dev.anneal.tasks.model.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How good one model is on some rows. */
final class Performance {

    private final Signature signature;
    private final Scored scored;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private Performance(Signature signature, Scored scored) {
        this.signature = signature;
        this.scored = scored;
        metrics.put("accuracy", Accuracy.of(scored));
        metrics.put("logLoss", LogLoss.of(scored));
        metrics.put("auc", AreaUnderCurve.of(scored));
    }

    /** @throws AnnealException bad-input, where the rows do not have what the model takes, or miss labels */
    static Performance of(ArtifactStore store, Artifact model, Table rows) {
        try (Scorer scorer = Models.open(store, model)) {
            Signature signature = scorer.signature();
            signature.features().forEach(feature -> check(rows, feature, "feature"));
            check(rows, signature.target(), "target");
            double[] truth = rows.numbers(signature.target());
            int[] labels = new int[truth.length];
            for (int i = 0; i < labels.length; i++) {
                if (Double.isNaN(truth[i])) {
                    throw AnnealException.badInput(
                            "missing-label",
                            "evaluate: row " + i + " has no '" + signature.target()
                                    + "': a model is judged on rows whose labels are known");
                }
                labels[i] = signature.indexOf(truth[i]);
            }
            double[][] probabilities = scorer.scoreAll(rows.matrix(signature.features()));
            return new Performance(signature, new Scored(signature.classes().size(), labels, probabilities));
        }
    }

    private static void check(Table rows, String column, String role) {
        if (!rows.names().contains(column)) {
            throw AnnealException.badInput(
                    "no-column",
                    "evaluate: the model's " + role + " '" + column + "' is no column of the rows."
                            + NearestName.hint(column, rows.names()));
        } else if (!rows.numeric(column)) {
            throw AnnealException.badInput(
                    "not-numeric", "evaluate: the model's " + role + " '" + column + "' is text in the rows");
        }
    }

    Signature signature() {
        return signature;
    }

    /** The metrics that are defined. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> {
            if (metric instanceof Metric.Value found) {
                values.put(name, found.value());
            }
        });
        return values;
    }

    /** For conditions: numbers, or why they are missing, in which case a comparison does not hold. */
    Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> names.put(
                name,
                metric instanceof Metric.Value found
                        ? Numbers.of(found.value())
                        : new Missing(name + " is undefined: " + ((Metric.Absent) metric).reason(), false)));
        names.put("rows", Numbers.of(scored.rows()));
        return names;
    }

    Map<String, Object> report() {
        Map<String, Object> absent = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> {
            if (metric instanceof Metric.Absent missing) {
                absent.put(name, missing.reason());
            }
        });
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", scored.rows());
        report.put("metrics", values());
        report.put("absent", absent);
        return report;
    }

    /** Counts of rows, actual class x predicted class. */
    Map<String, Object> confusion() {
        List<Object> counts = new ArrayList<>();
        for (long[] row : ConfusionMatrix.of(scored)) {
            List<Long> line = new ArrayList<>();
            for (long count : row) {
                line.add(count);
            }
            counts.add(line);
        }
        return Map.of("classes", signature.classes(), "actualByPredicted", counts);
    }
}
