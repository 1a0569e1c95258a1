package dev.anneal.tasks.drift

import static spock.util.matcher.HamcrestMatchers.closeTo
import static spock.util.matcher.HamcrestSupport.expect

import spock.lang.Specification

class PopulationStabilitySpec extends Specification {

    def "the index of two sets of shares is what one gets by hand"() {
        // (0.4 - 0.5) ln(0.4 / 0.5) + (0.6 - 0.5) ln(0.6 / 0.5) = 0.02231436 + 0.01823216
        expect:
        expect PopulationStability.index([0.5, 0.5] as double[], [0.4, 0.6] as double[]), closeTo(0.04054651, 1e-8)
    }

    def "a sample like its reference has index 0"() {
        given:
        def values = ReferenceNumbers.draw(1, 500)

        expect:
        PopulationStability.of(values, values) == 0
    }

    def "the index over deciles is that of #origin"() {
        // numpy 2.4: np.quantile(method='inverted_cdf') deciles, np.searchsorted(side='left'), numbers as ReferenceNumbers
        expect:
        expect PopulationStability.of(reference, sample), closeTo(expected, 1e-12)

        where:
        origin              | reference                        | sample                                                        || expected
        'a shifted sample'  | ReferenceNumbers.draw(3, 4000)   | ReferenceNumbers.draw(4, 300).collect { it + 0.05 } as double[] || 0.040338129941776546
        'a squared sample'  | ReferenceNumbers.draw(7, 1000)   | ReferenceNumbers.draw(8, 500).collect { it * it } as double[]   || 0.5193656057812992
    }

    def "where a bin is empty, half a row is added to each bin of both sides"() {
        // deciles are all 1, so bins are (-inf, 1] and (1, inf) with 10 and 0 against 5 and 5 rows:
        // shares 10.5/11 and 0.5/11 against 5.5/11 and 5.5/11; numpy gives 1.3838738353288287
        expect:
        expect PopulationStability.of([1] * 10 as double[], [1, 1, 1, 1, 1, 2, 2, 2, 2, 2] as double[]),
                closeTo(1.3838738353288287, 1e-12)
    }

    def "missing values are a bin of their own"() {
        given: 'half of the sample is missing, where the reference has one in five'
        def values = ReferenceNumbers.draw(1, 400)
        def reference = (values as List) + [Double.NaN] * 100 as double[]
        def sample = (values as List) + [Double.NaN] * 400 as double[]

        expect: 'ten bins that fall from 0.08 to 0.05 each, and one that rises from 0.2 to 0.5'
        expect PopulationStability.of(reference, sample),
                closeTo(10 * (0.05 - 0.08) * Math.log(0.05d / 0.08d) + 0.3 * Math.log(0.5d / 0.2d), 1e-12)
    }

    def "#what cannot be compared"() {
        when:
        comparison()

        then:
        def refusal = thrown(IllegalArgumentException)
        refusal.message.contains(message)

        where:
        what                | comparison                                                                     || message
        'an empty bin'      | { PopulationStability.index([0.5, 0.5] as double[], [1, 0] as double[]) }      || 'bin 1 is empty'
        'unequal bins'      | { PopulationStability.index([1] as double[], [0.5, 0.5] as double[]) }         || '1 bins expected, 2 found'
        'no reference'      | { PopulationStability.of(new double[0], [1] as double[]) }                     || 'no values'
        'no sample'         | { PopulationStability.of([1] as double[], new double[0]) }                     || 'no values'
    }
}
