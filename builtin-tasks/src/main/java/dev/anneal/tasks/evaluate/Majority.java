package dev.anneal.tasks.evaluate;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Numbers;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.model.Signature;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The baseline that always says the most frequent class of the model's training rows: what a model must beat to have
 * learnt anything that a count would not tell. A model that does not say how often it saw each class is compared with
 * the most frequent class of the evaluated rows, which is harder to beat.
 *
 * @param predicted the class that it says
 * @param of which rows' majority that is
 * @param accuracy its share of the evaluated rows
 */
record Majority(double predicted, String of, double accuracy) {

    static Majority of(Artifact model, Signature signature, Table rows) {
        double[] truth = rows.numbers(signature.target());
        long[] counts = new long[signature.classes().size()];
        List<?> counted = model.property("classCounts") instanceof List<?> list ? list : List.of();
        boolean known = counted.size() == counts.length;
        if (known) {
            for (int k = 0; k < counts.length; k++) {
                counts[k] = ((BigDecimal) counted.get(k)).longValueExact();
            }
        } else {
            for (double label : truth) {
                int index = signature.indexOf(label);
                if (index >= 0) {
                    counts[index]++;
                }
            }
        }
        int most = 0;
        for (int k = 1; k < counts.length; k++) {
            most = counts[k] > counts[most] ? k : most;
        }
        double predicted = signature.classes().get(most);
        long right = java.util.Arrays.stream(truth)
                .filter(label -> label == predicted)
                .count();
        return new Majority(predicted, known ? "training rows" : "evaluated rows", (double) right / truth.length);
    }

    Object name() {
        return Numbers.of(accuracy);
    }

    Map<String, Object> report() {
        return Map.of("majority", accuracy, "class", predicted, "of", of);
    }
}
