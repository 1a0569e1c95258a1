package dev.anneal.runner.app.life;

import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.data.TableFiles;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.model.Scorer;
import dev.anneal.tasks.model.Signature;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.serving.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy of an endpoint's labelled predictions beside what there would have been without retraining and beside
 * baselines.
 */
record Scores(Life.Accuracy accuracy, List<Life.Stretch> stretches) {

    private static final int STRETCHES = 60;

    /**
     * @param predictions in the order of their positions
     * @param first the version that was deployed first
     * @param labelDelay rows between a prediction and its label
     */
    static Scores of(List<Prediction> predictions, ModelVersion first, long labelDelay, ArtifactStore store)
            throws InterruptedException {
        List<Prediction> labelled = predictions.stream()
                .filter(prediction -> prediction.ok() && prediction.label() != null)
                .toList();
        int count = labelled.size();
        double[] labels = new double[count];
        boolean[] healed = new boolean[count];
        for (int i = 0; i < count; i++) {
            Double label = labelled.get(i).label();
            labels[i] = label == null ? Double.NaN : label;
            healed[i] = labelled.get(i).predicted() == labels[i];
        }
        boolean @Nullable [] unhealed = count == 0 ? null : rescored(labelled, labels, first, store);
        Double majority = majority(first, store);
        Life.Accuracy accuracy = new Life.Accuracy(
                share(healed),
                share(unhealed),
                majority == null ? null : share(equalTo(labels, majority)),
                noChange(labels, labelDelay),
                noChange(labels, 0),
                labelDelay,
                count,
                predictions.size());
        return new Scores(accuracy, stretches(labelled, healed, unhealed));
    }

    /** Whether the first version would have been right, row by row; null where its bytes are gone. */
    private static boolean @Nullable [] rescored(
            List<Prediction> labelled, double[] labels, ModelVersion first, ArtifactStore store) {
        if (!store.contains(first.model().digest())) {
            return null;
        }
        double[][] rows = labelled.stream().map(Prediction::features).toArray(double[][]::new);
        boolean[] right = new boolean[rows.length];
        try (Scorer scorer = Models.open(store, first.model())) {
            Signature signature = scorer.signature();
            double[][] scores = scorer.scoreAll(rows);
            for (int i = 0; i < rows.length; i++) {
                right[i] = signature.classes().get(greatest(scores[i])) == labels[i];
            }
        }
        return right;
    }

    private static int greatest(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** The most frequent class of the version's training data; null where that is gone. */
    private static @Nullable Double majority(ModelVersion version, ArtifactStore store) throws InterruptedException {
        Digest data = version.data();
        if (data == null || !store.contains(data)) {
            return null;
        }
        String target = String.valueOf(version.model().property("target"));
        Table rows = TableFiles.read(store.file(data));
        Map<Double, Integer> counts = new TreeMap<>();
        for (double label : rows.numbers(target)) {
            counts.merge(label, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static boolean[] equalTo(double[] labels, double value) {
        boolean[] right = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            right[i] = labels[i] == value;
        }
        return right;
    }

    /** Predicts row i with the label of row i - 1 - delay, the latest that is known then; rows before that are left out. */
    private static @Nullable Double noChange(double[] labels, long delay) {
        int lag = (int) Math.min(delay + 1, Integer.MAX_VALUE);
        if (labels.length <= lag) {
            return null;
        }
        int right = 0;
        for (int i = lag; i < labels.length; i++) {
            right += labels[i] == labels[i - lag] ? 1 : 0;
        }
        return (double) right / (labels.length - lag);
    }

    private static @Nullable Double share(boolean @Nullable [] right) {
        return right == null || right.length == 0 ? null : share(right, 0, right.length);
    }

    private static double share(boolean[] right, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += right[i] ? 1 : 0;
        }
        return (double) count / (to - from);
    }

    private static List<Life.Stretch> stretches(
            List<Prediction> labelled, boolean[] healed, boolean @Nullable [] unhealed) {
        List<Life.Stretch> stretches = new ArrayList<>();
        int count = Math.min(STRETCHES, labelled.size());
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) labelled.size() * i / count);
            int to = (int) ((long) labelled.size() * (i + 1) / count);
            stretches.add(new Life.Stretch(
                    labelled.get(from).position(),
                    labelled.get(to - 1).position(),
                    share(healed, from, to),
                    unhealed == null ? null : share(unhealed, from, to),
                    labelled.get(to - 1).version()));
        }
        return stretches;
    }
}
