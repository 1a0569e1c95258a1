package dev.anneal.dsl.expression

import spock.lang.Specification

class NumeralsSpec extends Specification {

    def "'#text' is #number"() {
        expect:
        Numerals.parse(text) == Optional.of(number)

        where:
        text        || number
        '0'         || 0.0.stripTrailingZeros()
        '-0'        || BigDecimal.ZERO
        '007'       || new BigDecimal('7')
        '10_000'    || new BigDecimal('10000')
        '+1.50'     || new BigDecimal('1.5')
        '.5'        || new BigDecimal('0.5')
        '5.'        || new BigDecimal('5')
        '1E+2'      || new BigDecimal('100')
        '1_0.0_1'   || new BigDecimal('10.01')
    }

    def "'#text' is no number"() {
        expect:
        Numerals.parse(text).empty

        where:
        text << ['', '-', '.', '1_', '_1', '1__0', '1e', '1e+', 'e5', '1.2.3', '0x1F', '1 0', '١', '1e401', '1e-401', '1e99999999999',
                 '9' * 401]
    }

    def "a number within the bound is known as such, whatever its scale"() {
        expect:
        Numerals.bounded(new BigDecimal(text)) == bounded

        where:
        text              || bounded
        '1e399'           || true
        '1e400'           || false
        '1e-400'          || true
        '1e-401'          || false
        '1e2147483647'    || false
        '0e999'           || false
    }
}
