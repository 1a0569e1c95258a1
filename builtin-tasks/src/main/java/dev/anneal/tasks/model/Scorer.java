package dev.anneal.tasks.model;

/** A loaded model. For one thread at a time; it holds memory outside the heap until it is closed. */
public interface Scorer extends AutoCloseable {

    Signature signature();

    /**
     * Probabilities of one row.
     *
     * @param features in the signature's order, NaN = missing
     * @return one probability a class, in the signature's order, summing to 1
     * @throws IllegalArgumentException if there are not as many features as in the signature
     * @throws dev.anneal.engine.problem.AnnealException bad-input for an infinite feature
     */
    double[] score(double[] features);

    /** Probabilities of many rows: rows x classes. As {@link #score}, but faster per row. */
    double[][] scoreAll(double[][] rows);

    @Override
    void close();
}
