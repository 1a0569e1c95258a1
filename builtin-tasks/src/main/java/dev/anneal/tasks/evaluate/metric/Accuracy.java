package dev.anneal.tasks.evaluate.metric;

/** The share of rows whose most probable class is their label; a label that the model does not know counts as wrong. */
public final class Accuracy {

    private Accuracy() {}

    public static Metric of(Scored scored) {
        if (scored.rows() == 0) {
            return new Metric.Absent("there are no rows");
        }
        int right = 0;
        for (int i = 0; i < scored.rows(); i++) {
            right += scored.predicted(i) == scored.label(i) ? 1 : 0;
        }
        return new Metric.Value((double) right / scored.rows());
    }
}
