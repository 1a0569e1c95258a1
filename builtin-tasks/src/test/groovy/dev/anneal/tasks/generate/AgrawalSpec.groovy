package dev.anneal.tasks.generate

import spock.lang.Specification

class AgrawalSpec extends Specification {

    /**
     * Reference: the ten functions written a second time, in Python, as the if-chains of the paper's appendix; the
     * string has group A of function 1 to 10 as 1.
     */
    def "the ten functions group an applicant as the paper does (#salary, #commission, #age, #level, #house, #years, #loan)"() {
        given:
        double[] applicant = [salary, commission, age, level, 1, 0, house, years, loan]
        def agrawal = new Agrawal()

        expect:
        (1..10).collect { agrawal.label(it, applicant) ? '1' : '0' }.join('') == groups

        where:
        salary  | commission | age | level | house     | years | loan    || groups
        50_000  | 30_000     | 39  | 1     | 500_000   | 10    | 300_000 || '1111110101'
        100_000 | 0          | 40  | 0     | 900_000   | 30    | 200_000 || '0101111111'
        125_000 | 0          | 59  | 3     | 100_000   | 20    | 400_000 || '0110110101'
        75_000  | 0          | 60  | 2     | 300_000   | 5     | 100_000 || '1111011111'
        25_000  | 10_000     | 80  | 4     | 150_000   | 1     | 300_000 || '1110110000'
        24_999  | 10_000     | 20  | 4     | 100_000   | 3     | 450_000 || '1000000000'
        20_000  | 12_000     | 45  | 2     | 1_350_000 | 29    | 0       || '0010001011'
        150_000 | 0          | 30  | 0     | 450_000   | 12    | 500_000 || '1010000101'
        60_000  | 20_000     | 25  | 0     | 800_000   | 21    | 100_000 || '1111111111'
        74_999  | 75_000     | 65  | 1     | 600_000   | 15    | 350_000 || '1101101111'
        90_000  | 0          | 50  | 4     | 200_000   | 18    | 250_000 || '0101110101'
        20_000  | 10_000     | 35  | 4     | 50_000    | 10    | 420_000 || '1000000000'
        20_000  | 10_000     | 70  | 4     | 1_300_000 | 30    | 1_000   || '1010010001'
    }

    def "applicants keep to the ranges of the paper's table 1"() {
        given:
        def agrawal = new Agrawal()
        def random = new SplitMix(3)
        def row = new double[9]

        expect:
        (1..20_000).every {
            agrawal.draw(random, row)
            def (salary, commission, age, level, car, zip, house, years, loan) = row
            within(salary, 20_000, 150_000) && (salary >= 75_000 ? commission == 0 : within(commission, 10_000, 75_000)) &&
                    within(age, 20, 80) && within(level, 0, 4) && within(car, 1, 20) && within(zip, 0, 8) &&
                    within(house, 50_000 * (9 - zip), 150_000 * (9 - zip)) && within(years, 1, 30) && within(loan, 0, 500_000)
        }
    }

    private static boolean within(double value, double least, double most) {
        value >= least && value <= most
    }
}
