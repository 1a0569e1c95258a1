package dev.anneal.tasks.evaluate.metric;

/**
 * Mean negative log-likelihood of the labels, -1/n Σ ln p(label), in nats (Bishop, Pattern Recognition and Machine
 * Learning, 4.108). Probabilities are cut off at 2^-52, as scikit-learn's {@code log_loss} does.
 */
public final class LogLoss {

    private static final double LEAST = 0x1.0p-52;

    private LogLoss() {}

    public static Metric of(Scored scored) {
        if (scored.rows() == 0) {
            return new Metric.Absent("there are no rows");
        } else if (scored.unknown() > 0) {
            return scored.unknownLabels();
        }
        double sum = 0;
        for (int i = 0; i < scored.rows(); i++) {
            double probability = scored.probability(i, scored.label(i));
            sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, probability)));
        }
        return new Metric.Value(sum / scored.rows());
    }
}
