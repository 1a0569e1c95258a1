package dev.anneal.tasks.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far one feature's values are from those that the model was trained on.
 *
 * @param psi population stability index, nats
 * @param ks Kolmogorov-Smirnov distance, 0 to 1; null where a side has fewer than two values
 * @param pValue of that distance; null where there is none
 * @param drifted both large (PSI at or above its threshold) and no accident (p-value below its level)
 */
public record FeatureDrift(
        String feature,
        double psi,
        @Nullable Double ks,
        @Nullable Double pValue,
        boolean drifted) {

    /**
     * What counts as drift of a feature. PSI alone calls small windows drifted, and Kolmogorov-Smirnov alone calls every
     * large one so; hence both.
     *
     * @param psi the smallest index that counts, above 0
     * @param alpha chance of a false alarm over all features together, 0 to 1
     * @param features how many are tested: each at {@code alpha / features} (Bonferroni)
     */
    public record Limits(double psi, double alpha, int features) {
        double level() {
            return alpha / Math.max(1, features);
        }
    }

    /**
     * Compares one feature.
     *
     * @param reference at least one value; NaN is missing
     * @param sample at least one value; NaN is missing
     */
    public static FeatureDrift of(String feature, double[] reference, double[] sample, Limits limits) {
        double psi = PopulationStability.of(reference, sample);
        if (present(reference) < 2 || present(sample) < 2) {
            return new FeatureDrift(feature, psi, null, null, psi >= limits.psi());
        }
        KolmogorovSmirnov.Result ks = KolmogorovSmirnov.test(reference, sample);
        boolean drifted = psi >= limits.psi() && (ks.pValue() < limits.level() || goneMissing(reference, sample));
        return new FeatureDrift(feature, psi, ks.statistic(), ks.pValue(), drifted);
    }

    /** Kolmogorov-Smirnov does not see missing values: where their share has moved by a tenth, PSI alone decides. */
    private static boolean goneMissing(double[] reference, double[] sample) {
        double before = 1 - (double) present(reference) / reference.length;
        double now = 1 - (double) present(sample) / sample.length;
        return Math.abs(now - before) >= 0.1;
    }

    private static long present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }
}
