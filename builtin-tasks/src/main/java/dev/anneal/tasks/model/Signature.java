package dev.anneal.tasks.model;

import java.util.List;

/**
 * What a model takes and gives.
 *
 * @param features names in the order in which it takes them
 * @param target the column that it predicts
 * @param classes the target's values, ascending; at least 2
 */
public record Signature(List<String> features, String target, List<Double> classes) {

    /** @throws IllegalArgumentException if there is no feature, or fewer than 2 classes, or they do not ascend */
    public Signature {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        if (features.isEmpty() || classes.size() < 2) {
            throw new IllegalArgumentException(
                    "a model has features and at least 2 classes, not " + features + " and " + classes);
        }
        for (int k = 1; k < classes.size(); k++) {
            if (classes.get(k - 1) >= classes.get(k)) {
                throw new IllegalArgumentException("classes must ascend: " + classes);
            }
        }
    }

    /** The index of a label among the classes, or -1 for a value that the model never saw. */
    public int indexOf(double label) {
        return classes.indexOf(label == 0 ? 0.0 : label);
    }
}
