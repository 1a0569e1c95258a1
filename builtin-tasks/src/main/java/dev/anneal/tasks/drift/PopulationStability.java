package dev.anneal.tasks.drift;

import java.util.Arrays;

/**
 * Population stability index (Karakoulas 2004; Siddiqi 2006, "Credit Risk Scorecards"): the symmetrised Kullback-Leibler
 * divergence between the shares of a sample and of a reference in the same bins. By Siddiqi's rule of thumb below 0.1
 * nothing has moved, and from 0.25 on a lot has.
 */
public final class PopulationStability {

    private static final int BINS = 10;

    private PopulationStability() {}

    /**
     * Σ (aᵢ − eᵢ) ln(aᵢ / eᵢ), in nats; 0 when the shares are equal.
     *
     * @param expected shares in the reference, each above 0, summing to 1
     * @param actual shares in the sample, as many, each above 0, summing to 1
     * @throws IllegalArgumentException if the lengths differ or a share is not above 0
     */
    public static double index(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalArgumentException(expected.length + " bins expected, " + actual.length + " found");
        }
        double index = 0;
        for (int i = 0; i < expected.length; i++) {
            if (!(expected[i] > 0) || !(actual[i] > 0)) {
                throw new IllegalArgumentException("bin " + i + " is empty: smooth the shares first");
            }
            index += (actual[i] - expected[i]) * Math.log(actual[i] / expected[i]);
        }
        return index;
    }

    /**
     * The index over the deciles of the reference: bins (−∞, d₁], (d₁, d₂], ..., (d₉, ∞), where dₖ is the smallest
     * value that has at least k tenths of the reference at or below it. Equal deciles make one bin. NaN counts as
     * missing and has a bin of its own where either side has any. Where a bin is empty on either side, half a row is
     * added to every bin of both (additive smoothing, Jeffreys' prior); otherwise shares are taken as they are.
     *
     * @param reference at least one value; not changed
     * @param sample at least one value; not changed
     * @throws IllegalArgumentException if either is empty
     */
    public static double of(double[] reference, double[] sample) {
        if (reference.length == 0 || sample.length == 0) {
            throw new IllegalArgumentException("no values to compare");
        }
        double[] cuts = cuts(reference);
        boolean missing = hasNaN(reference) || hasNaN(sample);
        int bins = cuts.length + 1 + (missing ? 1 : 0);
        double[] expected = counts(reference, cuts, bins);
        double[] actual = counts(sample, cuts, bins);
        double extra = Arrays.stream(expected).anyMatch(count -> count == 0)
                        || Arrays.stream(actual).anyMatch(count -> count == 0)
                ? 0.5
                : 0;
        return index(shares(expected, extra), shares(actual, extra));
    }

    private static double[] cuts(double[] reference) {
        double[] sorted = Arrays.stream(reference)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new double[0];
        }
        double[] deciles = new double[BINS - 1];
        for (int k = 1; k < BINS; k++) {
            deciles[k - 1] = sorted[(int) (((long) k * sorted.length + BINS - 1) / BINS) - 1];
        }
        return Arrays.stream(deciles).distinct().toArray();
    }

    private static double[] counts(double[] values, double[] cuts, int bins) {
        double[] counts = new double[bins];
        for (double value : values) {
            counts[Double.isNaN(value) ? bins - 1 : bin(value, cuts)]++;
        }
        return counts;
    }

    private static int bin(double value, double[] cuts) {
        int found = Arrays.binarySearch(cuts, value);
        return found >= 0 ? found : -found - 1;
    }

    private static double[] shares(double[] counts, double extra) {
        double total = Arrays.stream(counts).sum() + extra * counts.length;
        return Arrays.stream(counts).map(count -> (count + extra) / total).toArray();
    }

    private static boolean hasNaN(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isNaN);
    }
}
