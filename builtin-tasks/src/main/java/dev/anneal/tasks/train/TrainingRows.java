package dev.anneal.tasks.train;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.model.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A dataset's rows as an algorithm takes them: features, and labels as indices of the classes. */
final class TrainingRows {

    /** A target with more values than this is a quantity, not a class. */
    private static final int MOST_CLASSES = 100;

    private final Signature signature;
    private final double[][] matrix;
    private final int[] labels;
    private final List<Long> classCounts;

    private TrainingRows(Signature signature, double[][] matrix, int[] labels, List<Long> classCounts) {
        this.signature = signature;
        this.matrix = matrix;
        this.labels = labels;
        this.classCounts = classCounts;
    }

    /**
     * @param wanted feature columns; all but the target and the timestamp where empty
     * @throws AnnealException bad-input, where a classifier cannot be trained on these rows; says why
     */
    static TrainingRows of(Table table, Artifact data, List<String> wanted) {
        if (!(data.property("target") instanceof String target)) {
            throw AnnealException.badInput(
                    "no-target",
                    "train: the dataset '" + data.name() + "' names no target: give its dataset task a 'target'");
        }
        if (table.rows() == 0) {
            throw AnnealException.badInput("empty-data", "train: '" + data.name() + "' has no rows");
        }
        SortedMap<Double, Long> counts = classes(table, target);
        List<Double> classes = List.copyOf(counts.keySet());
        List<String> features = features(table, data, target, wanted);
        features.forEach(feature -> checkFinite(feature, table.numbers(feature)));
        int[] labels = new int[table.rows()];
        double[] values = table.numbers(target);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Collections.binarySearch(classes, unsigned(values[i]));
        }
        return new TrainingRows(
                new Signature(features, target, classes), table.matrix(features), labels, List.copyOf(counts.values()));
    }

    private static SortedMap<Double, Long> classes(Table table, String target) {
        if (!table.numeric(target)) {
            throw AnnealException.badInput(
                    "target", "train: the target '" + target + "' is text: classes must be numbers, such as 0 and 1");
        }
        double[] values = table.numbers(target);
        TreeMap<Double, Long> counts = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw AnnealException.badInput(
                        "missing-label",
                        "train: " + unlabelled(values) + " of " + values.length + " rows have no finite '" + target
                                + "', the first is row " + i + ": leave rows without a label out of training");
            }
            counts.merge(unsigned(values[i]), 1L, Long::sum);
            if (counts.size() > MOST_CLASSES) {
                throw AnnealException.badInput(
                        "target",
                        "train: '" + target + "' has more than " + MOST_CLASSES
                                + " values: a classifier's target has few, such as 0 and 1");
            }
        }
        if (counts.size() < 2) {
            throw AnnealException.badInput(
                    "one-class",
                    "train: every one of the " + values.length + " rows has '" + target + "' " + counts.firstKey()
                            + ": there is nothing to tell apart. Take more rows, or others.");
        }
        return counts;
    }

    private static long unlabelled(double[] values) {
        return java.util.Arrays.stream(values)
                .filter(value -> !Double.isFinite(value))
                .count();
    }

    private static List<String> features(Table table, Artifact data, String target, List<String> wanted) {
        List<String> features = new ArrayList<>(wanted);
        if (wanted.isEmpty()) {
            features.addAll(table.names());
            features.remove(target);
            features.remove(String.valueOf(data.property("timestamp")));
        }
        for (String feature : features) {
            if (!table.names().contains(feature)) {
                throw AnnealException.badInput(
                        "no-column",
                        "train: '" + data.name() + "' has no column '" + feature + "' to learn from."
                                + NearestName.hint(feature, table.names()));
            } else if (feature.equals(target)) {
                throw AnnealException.badInput("target", "train: the target '" + target + "' is no feature");
            }
        }
        List<String> texts =
                features.stream().filter(feature -> !table.numeric(feature)).toList();
        if (!texts.isEmpty()) {
            throw AnnealException.badInput(
                    "not-numeric",
                    "train: xgboost learns from numbers, but " + texts + " hold text: encode them as numbers,"
                            + " or name the columns to learn from under 'features'");
        } else if (features.isEmpty()) {
            throw AnnealException.badInput(
                    "no-feature", "train: '" + data.name() + "' has no column but the target '" + target + "'");
        }
        return features;
    }

    private static void checkFinite(String feature, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Float.isInfinite((float) values[i])) {
                throw AnnealException.badInput(
                        "infinite",
                        "train: '" + feature + "' is " + values[i] + " in row " + i
                                + ": xgboost takes numbers below 3.4e38, or nothing");
            }
        }
    }

    /** -0.0 is 0.0. */
    private static double unsigned(double value) {
        return value == 0 ? 0.0 : value;
    }

    Signature signature() {
        return signature;
    }

    int rows() {
        return labels.length;
    }

    double[][] matrix() {
        return matrix;
    }

    /** Index of each row's class. */
    int[] labels() {
        return labels;
    }

    /** Rows of each class. */
    List<Long> classCounts() {
        return classCounts;
    }
}
