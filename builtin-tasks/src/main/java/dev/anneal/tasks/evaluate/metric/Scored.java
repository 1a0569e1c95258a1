package dev.anneal.tasks.evaluate.metric;

/**
 * Rows with what is true of them and what a model says: labels as indices of the model's classes, -1 for a label that
 * the model does not know, and one probability a class.
 */
public final class Scored {

    private final int classes;
    private final int[] labels;
    private final double[][] probabilities;

    /**
     * @param classes how many classes there are, k
     * @param labels length n, each -1 to k - 1
     * @param probabilities n x k, each row summing to 1
     * @throws IllegalArgumentException if the lengths differ
     */
    public Scored(int classes, int[] labels, double[][] probabilities) {
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(labels.length + " labels, but " + probabilities.length + " scores");
        }
        this.classes = classes;
        this.labels = labels.clone();
        this.probabilities = probabilities.clone();
    }

    public int rows() {
        return labels.length;
    }

    public int classes() {
        return classes;
    }

    int label(int row) {
        return labels[row];
    }

    double probability(int row, int index) {
        return probabilities[row][index];
    }

    /** How many rows have a label that the model does not know. */
    int unknown() {
        int count = 0;
        for (int label : labels) {
            count += label < 0 ? 1 : 0;
        }
        return count;
    }

    /** Why a metric that needs the probability of every label has no value. */
    Metric unknownLabels() {
        return new Metric.Absent("the model does not know the labels of " + unknown() + " of " + rows() + " rows");
    }

    /** The index of the most probable class; the lowest of several. */
    int predicted(int row) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (probabilities[row][k] > probabilities[row][best]) {
                best = k;
            }
        }
        return best;
    }
}
