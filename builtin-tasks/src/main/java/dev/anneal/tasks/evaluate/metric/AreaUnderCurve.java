package dev.anneal.tasks.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Area under the ROC curve, exact: the probability that a row of the class scores above one that is not of it, ties
 * counting half, by the rank sum of Mann & Whitney (Hanley & McNeil, Radiology 143, 1982). With more than two classes,
 * the mean over the classes of each against the rest, unweighted (scikit-learn's {@code ovr, macro}).
 */
public final class AreaUnderCurve {

    private AreaUnderCurve() {}

    public static Metric of(Scored scored) {
        if (scored.unknown() > 0) {
            return scored.unknownLabels();
        }
        int[] counts = new int[scored.classes()];
        for (int i = 0; i < scored.rows(); i++) {
            counts[scored.label(i)]++;
        }
        for (int count : counts) {
            if (count == 0) {
                return new Metric.Absent("not every class is among the labels");
            }
        }
        if (scored.classes() == 2) {
            return new Metric.Value(against(scored, 1, counts[1]));
        }
        double sum = 0;
        for (int k = 0; k < scored.classes(); k++) {
            sum += against(scored, k, counts[k]);
        }
        return new Metric.Value(sum / scored.classes());
    }

    /** One class against the rest: (R - m(m + 1)/2) / (m(n - m)) with R the sum of the m rows' mid-ranks. */
    private static double against(Scored scored, int index, int members) {
        int n = scored.rows();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(row -> scored.probability(row, index)));
        double rankSum = 0;
        int first = 0;
        while (first < n) {
            int end = first;
            int inTie = 0;
            double score = scored.probability(order[first], index);
            while (end < n && scored.probability(order[end], index) == score) {
                inTie += scored.label(order[end]) == index ? 1 : 0;
                end++;
            }
            rankSum += inTie * (first + 1 + end) / 2.0;
            first = end;
        }
        return (rankSum - members * (members + 1.0) / 2) / ((double) members * (n - members));
    }
}
