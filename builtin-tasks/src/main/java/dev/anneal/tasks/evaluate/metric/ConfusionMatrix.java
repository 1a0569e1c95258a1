package dev.anneal.tasks.evaluate.metric;

/** How often each class was taken for each; rows whose label the model does not know are left out. */
public final class ConfusionMatrix {

    private ConfusionMatrix() {}

    /** @return counts, actual class x predicted class */
    public static long[][] of(Scored scored) {
        long[][] counts = new long[scored.classes()][scored.classes()];
        for (int i = 0; i < scored.rows(); i++) {
            if (scored.label(i) >= 0) {
                counts[scored.label(i)][scored.predicted(i)]++;
            }
        }
        return counts;
    }
}
