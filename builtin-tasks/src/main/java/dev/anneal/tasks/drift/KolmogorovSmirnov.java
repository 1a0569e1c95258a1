package dev.anneal.tasks.drift;

import java.util.Arrays;
import org.apache.commons.statistics.inference.Inequality;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** Two-sample Kolmogorov-Smirnov test, two-sided, as scipy's {@code ks_2samp}. */
public final class KolmogorovSmirnov {

    /** Up to this product of the sample sizes the p-value is exact, which takes time in proportion to it. */
    private static final long EXACT_UP_TO = 1_000_000;

    private KolmogorovSmirnov() {}

    /**
     * What a test gave.
     *
     * @param statistic greatest distance between the empirical distribution functions, 0 to 1
     * @param pValue chance of at least this distance if both samples are from one continuous distribution, 0 to 1; too
     *     large where values are tied
     */
    public record Result(double statistic, double pValue) {}

    /**
     * Exact up to a product of sizes of 1,000,000; beyond that the limiting distribution at n·m/(n+m), rounded.
     *
     * @param reference at least two values besides NaN, which is left out
     * @param sample at least two values besides NaN, which is left out
     * @throws IllegalArgumentException if either has fewer
     */
    public static Result test(double[] reference, double[] sample) {
        double[] x = present(reference);
        double[] y = present(sample);
        if (x.length < 2 || y.length < 2) {
            throw new IllegalArgumentException("each side needs two values, found " + x.length + " and " + y.length);
        }
        boolean exact = (long) x.length * y.length <= EXACT_UP_TO;
        var result = KolmogorovSmirnovTest.withDefaults()
                .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
                .with(Inequality.NON_STRICT)
                .test(x, y);
        return new Result(result.getStatistic(), result.getPValue());
    }

    private static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }
}
