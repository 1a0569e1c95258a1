package dev.anneal.tasks.train;

import dev.anneal.engine.problem.AnnealException;
import java.util.Map;
import java.util.function.DoubleConsumer;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosts trees round by round. */
final class XgboostTrainer {

    private final XgboostSettings settings;
    private final long seed;

    XgboostTrainer(XgboostSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /**
     * @param progress told the share of rounds done, a hundred times at most
     * @return the booster as UBJSON
     * @throws InterruptedException between two rounds, once the thread was interrupted
     */
    byte[] train(TrainingRows rows, DoubleConsumer progress) throws InterruptedException {
        DMatrix matrix = null;
        Booster booster = null;
        try {
            matrix = matrix(rows);
            int classes = rows.signature().classes().size();
            booster = XGBoost.train(matrix, settings.parameters(seed, classes), 0, Map.of(), null, null);
            int step = Math.max(1, settings.rounds() / 100);
            for (int round = 0; round < settings.rounds(); round++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("training stopped after " + round + " rounds");
                }
                booster.update(matrix, round);
                if (round % step == 0) {
                    progress.accept((double) round / settings.rounds());
                }
            }
            return booster.toByteArray("ubj");
        } catch (XGBoostError e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw AnnealException.badInput("xgboost", "train: XGBoost refuses the rows or the settings: " + first);
        } catch (LinkageError e) {
            throw AnnealException.environment("xgboost", "cannot load XGBoost: " + e.getMessage(), e);
        } finally {
            if (booster != null) {
                booster.dispose();
            }
            if (matrix != null) {
                matrix.dispose();
            }
        }
    }

    private static DMatrix matrix(TrainingRows rows) throws XGBoostError {
        int width = rows.signature().features().size();
        float[] flat = new float[Math.multiplyExact(rows.rows(), width)];
        float[] labels = new float[rows.rows()];
        int at = 0;
        for (int i = 0; i < labels.length; i++) {
            for (double value : rows.matrix()[i]) {
                flat[at++] = (float) value;
            }
            labels[i] = rows.labels()[i];
        }
        DMatrix matrix = new DMatrix(flat, rows.rows(), width, Float.NaN);
        matrix.setLabel(labels);
        return matrix;
    }
}
