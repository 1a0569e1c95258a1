package dev.anneal.tasks.drift

import static spock.util.matcher.HamcrestMatchers.closeTo
import static spock.util.matcher.HamcrestSupport.expect

import spock.lang.Specification

class KolmogorovSmirnovSpec extends Specification {

    def "statistic and p-value are scipy's: #sizes"() {
        // scipy 1.17.1 ks_2samp(x, y, method='exact'; 'asymp' for the last), numbers as ReferenceNumbers
        when:
        def result = KolmogorovSmirnov.test(x as double[], y as double[])

        then:
        expect result.statistic(), closeTo(statistic, 1e-12)
        expect result.pValue(), closeTo(pValue, tolerance)

        where:
        sizes                  | x                              | y                                                   || statistic            | pValue                | tolerance
        '5 and 4, exact'       | [1, 2, 3, 4, 5]                | [3.5, 4.5, 5.5, 6.5]                                || 0.6                  | 0.2857142857142857    | 1e-12
        '50 and 40, exact'     | ReferenceNumbers.draw(1, 50)   | ReferenceNumbers.draw(2, 40).collect { it * it }    || 0.395                | 0.0013346214002163336 | 1e-12
        '5,000 and 250, limit' | ReferenceNumbers.draw(3, 5000) | ReferenceNumbers.draw(4, 250).collect { it + 0.05 } || 0.075                | 0.13061061919764738   | 1e-9
    }

    def "NaN counts for nothing"() {
        expect:
        KolmogorovSmirnov.test([1, Double.NaN, 2, 3, 4, 5] as double[], [3.5, 4.5, 5.5, 6.5, Double.NaN] as double[])
                == KolmogorovSmirnov.test([1, 2, 3, 4, 5] as double[], [3.5, 4.5, 5.5, 6.5] as double[])
    }

    def "fewer than two values cannot be tested"() {
        when:
        KolmogorovSmirnov.test([1, Double.NaN] as double[], [1, 2] as double[])

        then:
        def refusal = thrown(IllegalArgumentException)
        refusal.message == 'each side needs two values, found 1 and 2'
    }
}
