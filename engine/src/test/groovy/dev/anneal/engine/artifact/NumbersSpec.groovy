package dev.anneal.engine.artifact

import spock.lang.Specification

/** Numbers are equal whatever form they came from. */
class NumbersSpec extends Specification {

    def "#number is kept as #text"() {
        expect:
        Numbers.of(number).toString() == text

        where:
        number                   | text
        0.70                     | '0.7'
        new BigDecimal('1E+2')   | '100'
        new BigDecimal('0E-9')   | '0'
        new BigDecimal('-1.50')  | '-1.5'
        100L                     | '100'
        (byte) 7                 | '7'
        0.1f                     | '0.1'
        -0.0d                    | '0'
        1e21d                    | '1000000000000000000000'
        12345678901234567890G    | '12345678901234567890'
    }

    def "#number is refused"() {
        when:
        Numbers.of(number)

        then:
        thrown(IllegalArgumentException)

        where: 'a number that would take all memory once it is written out, and what is no number'
        number << [Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal('1E+999999999'), new BigDecimal('1E-999999999'),
                   new BigDecimal('1E+10000')]
    }

    def "ten thousand digits are not too many"() {
        expect:
        Numbers.of(new BigDecimal('1E+9999')).toString().length() == 10_000
    }
}
