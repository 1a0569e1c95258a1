package dev.anneal.tasks.drift;

/**
 * Drift detection method of Gama, Medas, Castillo & Rodrigues (2004), "Learning with Drift Detection", SBIA: after i
 * examples with error rate pᵢ and sᵢ = √(pᵢ(1 − pᵢ)/i), p and s are kept from the moment when pᵢ + sᵢ was least; warning
 * from pᵢ + sᵢ ≥ p_min + 2 s_min on, drift from 3 s_min on. Nothing is said before {@code minimum} examples. After a
 * drift all is forgotten and counting begins anew; a warning level that was left again is forgotten too.
 *
 * <p>Where the paper is silent: the least p + s is taken from the first error on, because without one s is 0 and the
 * very first error would be called a drift. For one thread.
 */
public final class Ddm {

    /** The paper's number of examples before which nothing is said. */
    public static final int MINIMUM = 30;

    private static final double WARNING = 2;
    private static final double DRIFT = 3;

    /** What is known after an example. */
    public enum Level {
        IN_CONTROL,
        WARNING,
        DRIFT
    }

    private final int minimum;
    private long seen;
    private long examples;
    private long errors;
    private double leastRate = Double.POSITIVE_INFINITY;
    private double leastDeviation;
    private long warningSince = -1;
    private long driftSince = -1;

    /** @param minimum examples before which nothing is said, at least 1 */
    public Ddm(int minimum) {
        if (minimum < 1) {
            throw new IllegalArgumentException("minimum must be at least 1, found " + minimum);
        }
        this.minimum = minimum;
    }

    /** Takes the next example. @param error whether the prediction was wrong */
    public Level add(boolean error) {
        long index = seen++;
        examples++;
        errors += error ? 1 : 0;
        if (examples < minimum || errors == 0) {
            return Level.IN_CONTROL;
        }
        double rate = (double) errors / examples;
        double deviation = Math.sqrt(rate * (1 - rate) / examples);
        double now = rate + deviation;
        if (now <= leastRate + leastDeviation) {
            leastRate = rate;
            leastDeviation = deviation;
            warningSince = -1;
            return Level.IN_CONTROL;
        }
        if (now >= leastRate + DRIFT * leastDeviation) {
            driftSince = warningSince < 0 ? index : warningSince;
            reset();
            return Level.DRIFT;
        }
        if (now >= leastRate + WARNING * leastDeviation) {
            warningSince = warningSince < 0 ? index : warningSince;
            return Level.WARNING;
        }
        warningSince = -1;
        return Level.IN_CONTROL;
    }

    /** Examples taken since the beginning, those before a drift included. */
    public long seen() {
        return seen;
    }

    /** Index of the example with which the present warning began, from 0; -1 where there is none. */
    public long warningSince() {
        return warningSince;
    }

    /** Index of the example with which the warning began that led to the latest drift; -1 before the first. */
    public long driftSince() {
        return driftSince;
    }

    private void reset() {
        examples = 0;
        errors = 0;
        leastRate = Double.POSITIVE_INFINITY;
        leastDeviation = 0;
        warningSince = -1;
    }
}
