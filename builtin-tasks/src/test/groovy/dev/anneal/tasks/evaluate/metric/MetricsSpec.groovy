package dev.anneal.tasks.evaluate.metric

import spock.lang.Specification

/** Reference values: scikit-learn 1.9.1 (accuracy_score, log_loss, roc_auc_score with multi_class='ovr', average='macro'). */
class MetricsSpec extends Specification {

    static final Scored BINARY = binary([0, 1, 1, 0, 1, 0, 1, 1, 0, 0], [.1, .8, .35, .35, .9, .6, .6, .35, .2, .02])
    static final Scored THREE = scored([0, 1, 2, 2, 1, 0, 2, 1], [
            [.7, .2, .1], [.2, .5, .3], [.1, .2, .7], [.3, .4, .3], [.25, .5, .25], [.4, .4, .2], [.1, .1, .8], [.5, .3, .2]])

    def "accuracy is scikit-learn's"() {
        expect:
        value(Accuracy.of(BINARY)) == 0.7d
        value(Accuracy.of(THREE)) == 0.75d
    }

    def "log loss is scikit-learn's"() {
        expect:
        close(LogLoss.of(BINARY), 0.4634754361991547)
        close(LogLoss.of(THREE), 0.705878017604699)
    }

    def "log loss cuts certainty off where scikit-learn does"() {
        expect:
        close(LogLoss.of(binary([0, 1], [0, 1])), 2.220446049250313e-16)
        close(LogLoss.of(binary([1, 0], [0, 1])), 36.04365338911715)
    }

    def "the area under the curve is scikit-learn's, ties included"() {
        expect:
        close(AreaUnderCurve.of(BINARY), 0.86)
        close(AreaUnderCurve.of(THREE), 0.9166666666666666)
    }

    def "the confusion matrix counts actual by predicted class"() {
        expect:
        ConfusionMatrix.of(BINARY) as List == [[4, 1], [2, 3]]
        ConfusionMatrix.of(THREE) as List == [[2, 0, 0], [1, 2, 0], [0, 1, 2]]
    }

    def "a label that the model does not know is wrong, and leaves log loss and area without a value"() {
        given:
        def rows = binary([0, 1, -1], [.2, .7, .5])

        expect:
        close(Accuracy.of(rows), 2 / 3)
        LogLoss.of(rows) == new Metric.Absent('the model does not know the labels of 1 of 3 rows')
        AreaUnderCurve.of(rows) == new Metric.Absent('the model does not know the labels of 1 of 3 rows')
    }

    def "there is no area where a class is not among the labels"() {
        expect:
        AreaUnderCurve.of(binary([1, 1], [.2, .7])) == new Metric.Absent('not every class is among the labels')
    }

    def "without rows there is neither accuracy nor log loss"() {
        expect:
        metric == new Metric.Absent('there are no rows')

        where:
        metric << [Accuracy.of(binary([], [])), LogLoss.of(binary([], []))]
    }

    private static Scored binary(List<Integer> labels, List<Number> ones) {
        scored(labels, ones.collect { [1 - it, it] })
    }

    private static Scored scored(List<Integer> labels, List<List<Number>> probabilities) {
        int k = probabilities.empty ? 2 : probabilities[0].size()
        new Scored(k, labels as int[], probabilities.collect { it as double[] } as double[][])
    }

    private static double value(Metric metric) {
        ((Metric.Value) metric).value()
    }

    private static boolean close(Metric metric, double expected) {
        Math.abs(value(metric) - expected) <= 1e-9
    }
}
