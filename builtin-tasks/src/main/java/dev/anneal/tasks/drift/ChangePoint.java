package dev.anneal.tasks.drift;

/**
 * Where the error rate in a sequence most likely rose: the maximum-likelihood estimate of the change point in a sequence
 * of Bernoulli trials (Hinkley & Hinkley 1970, "Inference about the change-point in a sequence of binomial variables",
 * Biometrika 57). Among all splits with
 * a greater rate after them than before, it takes the one that makes one rate before and another after it most likely.
 */
final class ChangePoint {

    private ChangePoint() {}

    /**
     * @param errorsUpTo {@code errorsUpTo[i]} is how many of the first i examples were errors; length n + 1
     * @param from index of the first example looked at
     * @param to index after the last example looked at, at least {@code from} + 1
     * @return index of the first example after the change, from {@code from} (where one rate explains all as well as two)
     *     to {@code to} - 1; the first of equals
     */
    static long of(long[] errorsUpTo, long from, long to) {
        long best = from;
        double greatest = logLikelihood(errorsUpTo, from, to);
        for (long split = from + 1; split < to; split++) {
            double likelihood = logLikelihood(errorsUpTo, from, split) + logLikelihood(errorsUpTo, split, to);
            if (likelihood > greatest && rate(errorsUpTo, split, to) > rate(errorsUpTo, from, split)) {
                greatest = likelihood;
                best = split;
            }
        }
        return best;
    }

    /** Of the examples from one index to before another, at the rate that explains them best. */
    private static double logLikelihood(long[] errorsUpTo, long from, long to) {
        long count = to - from;
        long errors = errorsUpTo[(int) to] - errorsUpTo[(int) from];
        return term(errors, count) + term(count - errors, count);
    }

    private static double rate(long[] errorsUpTo, long from, long to) {
        return (double) (errorsUpTo[(int) to] - errorsUpTo[(int) from]) / (to - from);
    }

    private static double term(long part, long count) {
        return part == 0 ? 0 : (double) part * Math.log((double) part / count);
    }
}
