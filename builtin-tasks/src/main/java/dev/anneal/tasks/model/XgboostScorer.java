package dev.anneal.tasks.model;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Scores with a booster whose objective is {@code binary:logistic} or {@code multi:softprob}. */
final class XgboostScorer implements Scorer {

    private final Booster booster;
    private final Signature signature;

    private XgboostScorer(Booster booster, Signature signature) {
        this.booster = booster;
        this.signature = signature;
    }

    static XgboostScorer load(byte[] model, Signature signature) {
        try {
            Booster booster = XGBoost.loadModel(model);
            booster.setParam("nthread", 1);
            booster.setParam("verbosity", 0);
            return new XgboostScorer(booster, signature);
        } catch (XGBoostError | IOException e) {
            throw AnnealException.badInput("not-a-model", "XGBoost cannot read the model: " + firstLine(e));
        } catch (LinkageError e) {
            throw AnnealException.environment("xgboost", "cannot load XGBoost: " + e.getMessage(), e);
        }
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public double[] score(double[] features) {
        return predict(floats(new double[][] {features}), 1)[0];
    }

    @Override
    public double[][] scoreAll(double[][] rows) {
        return rows.length == 0 ? new double[0][] : predict(floats(rows), rows.length);
    }

    @Override
    public void close() {
        booster.dispose();
    }

    private float[] floats(double[][] rows) {
        int width = signature.features().size();
        float[] flat = new float[Math.multiplyExact(rows.length, width)];
        int at = 0;
        for (double[] row : rows) {
            if (row.length != width) {
                throw new IllegalArgumentException("the model takes " + width + " features, found " + row.length);
            }
            for (double value : row) {
                float narrowed = (float) value;
                if (Float.isInfinite(narrowed)) {
                    throw AnnealException.badInput(
                            "infinite",
                            "feature '" + signature.features().get(at % width) + "' is " + value
                                    + ": a model takes numbers below 3.4e38, or nothing");
                }
                flat[at++] = narrowed;
            }
        }
        return flat;
    }

    private double[][] predict(float[] flat, int rows) {
        try {
            float[][] raw =
                    booster.inplace_predict(flat, rows, signature.features().size(), Float.NaN);
            double[][] scores = new double[rows][];
            for (int i = 0; i < rows; i++) {
                scores[i] = probabilities(raw[i]);
            }
            return scores;
        } catch (XGBoostError e) {
            throw AnnealException.fault("xgboost", "XGBoost cannot score: " + firstLine(e), e);
        }
    }

    /** A binary booster gives the probability of the greater class alone. */
    private static double[] probabilities(float[] raw) {
        if (raw.length == 1) {
            return new double[] {1 - (double) raw[0], raw[0]};
        }
        double[] probabilities = new double[raw.length];
        double sum = 0;
        for (float value : raw) {
            sum += value;
        }
        for (int k = 0; k < raw.length; k++) {
            probabilities[k] = raw[k] / sum;
        }
        return probabilities;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
