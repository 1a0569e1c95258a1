package dev.anneal.tasks.model;

import java.io.IOException;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost by itself, in Java: Groovy's look at its classes would want Hadoop's. */
final class Boosters {

    private static final int ROWS = 200;

    private Boosters() {}

    /** A small model of two features, as UBJSON. */
    static byte[] trained() throws XGBoostError {
        double[][] rows = new double[ROWS][];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = new double[] {i / (double) ROWS, i * 7 % ROWS / (double) ROWS};
            labels[i] = rows[i][0] + rows[i][1] > 1 ? 1 : 0;
        }
        DMatrix matrix = matrix(rows);
        matrix.setLabel(labels);
        Map<String, Object> parameters =
                Map.of("objective", "binary:logistic", "max_depth", 3, "nthread", 1, "verbosity", 0);
        return XGBoost.train(matrix, parameters, 10, Map.of(), null, null).toByteArray("ubj");
    }

    /** What the model predicts by way of a DMatrix. */
    static float[][] predicted(byte[] model, double[][] rows) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(model);
        return booster.predict(matrix(rows));
    }

    private static DMatrix matrix(double[][] rows) throws XGBoostError {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                flat[i * width + j] = (float) rows[i][j];
            }
        }
        return new DMatrix(flat, rows.length, width, Float.NaN);
    }
}
