package dev.anneal.tasks.drift

import spock.lang.Specification

class FeatureDriftSpec extends Specification {

    static final FeatureDrift.Limits LIMITS = new FeatureDrift.Limits(0.2, 0.05, 9)

    private static double[] shifted(long seed, int count, double by) {
        ReferenceNumbers.draw(seed, count).collect { it + by } as double[]
    }

    def "#what: drifted #drifted"() {
        when:
        def found = FeatureDrift.of('age', reference, sample, LIMITS)

        then:
        found.drifted() == drifted
        (found.psi() >= 0.2) == large
        (found.pValue() < 0.05 / 9) == significant

        where:
        what                                | reference                      | sample                                  || large | significant | drifted
        'the same distribution'             | ReferenceNumbers.draw(1, 4000) | shifted(2, 250, 0)                      || false | false       | false
        'far away'                          | ReferenceNumbers.draw(1, 4000) | shifted(2, 250, 0.3)                    || true  | true        | true
        'a large window, a little away'     | ReferenceNumbers.draw(1, 9000) | shifted(2, 9000, 0.05)                  || false | true        | false
        'a window of twelve rows by chance' | ReferenceNumbers.draw(1, 4000) | shifted(5, 12, 0)                       || true  | false       | false
    }

    def "values that go missing are drift, though Kolmogorov-Smirnov does not see them"() {
        given:
        def reference = ReferenceNumbers.draw(1, 1000)
        def sample = (ReferenceNumbers.draw(2, 150) as List) + [Double.NaN] * 100 as double[]

        expect:
        FeatureDrift.of('age', reference, sample, LIMITS).drifted()
    }

    def "where a side has no values, PSI alone decides and there is no p-value"() {
        when:
        def found = FeatureDrift.of('age', ReferenceNumbers.draw(1, 1000), [Double.NaN] * 50 as double[], LIMITS)

        then:
        found.ks() == null
        found.pValue() == null
        found.drifted()
    }
}
