package dev.anneal.tasks.drift

import spock.lang.Specification
import spock.lang.Unroll

class DdmSpec extends Specification {

    private static List<List<Long>> drifts(boolean[] errors, int minimum = Ddm.MINIMUM) {
        def ddm = new Ddm(minimum)
        def found = []
        errors.eachWithIndex { boolean error, int i ->
            if (ddm.add(error) == Ddm.Level.DRIFT) {
                found << [ddm.driftSince(), i as long]
            }
        }
        found
    }

    private static List<Ddm.Level> levels(Ddm ddm, List<Integer> errors) {
        errors.collect { ddm.add(it == 1) }
    }

    @Unroll
    def "warnings and drifts are where other implementations find them: seed #seed"() {
        // [first warning, drift] of a Python port written from the paper and, the same, of river 0.26.1's
        // binary.DDM(warm_start=29): error rates 0.1 for 2,000 examples, 0.3 for 1,000, 0.05 for 1,500, 0.4 for 1,500
        expect:
        drifts(ReferenceNumbers.errors(seed, [[2000, 0.1], [1000, 0.3], [1500, 0.05], [1500, 0.4]])) == expected

        where:
        seed || expected
        1    || [[59, 88], [143, 147], [228, 254], [292, 294], [366, 371], [2062, 2228], [4574, 4615]]
        2    || [[1315, 2023], [4557, 4633]]
        7    || [[51, 81], [457, 578], [1999, 2057], [4586, 4709]]
        42   || [[2026, 2109], [2147, 2155], [4573, 4665]]
    }

    def "nothing is said before 30 examples, whatever they are"() {
        given:
        def ddm = new Ddm(30)

        expect:
        levels(ddm, [0] * 10 + [1] + [0] * 10 + [1] * 8).every { it == Ddm.Level.IN_CONTROL }
        ddm.seen() == 29
    }

    def "the first error of a model that made none is no drift"() {
        given:
        def ddm = new Ddm(30)

        expect:
        levels(ddm, [0] * 500 + [1]).every { it == Ddm.Level.IN_CONTROL }
    }

    def "a warning that was left again is forgotten"() {
        given: 'one error in ten'
        def ddm = new Ddm(30)
        levels(ddm, ([1] + [0] * 9) * 20)

        when: 'a cluster of errors'
        def during = levels(ddm, [1] * 8)

        then:
        during.last() == Ddm.Level.WARNING
        ddm.warningSince() >= 200

        when: 'a long quiet stretch'
        def after = levels(ddm, [0] * 60)

        then:
        after.last() == Ddm.Level.IN_CONTROL
        ddm.warningSince() == -1
        ddm.driftSince() == -1
    }

    def "after a drift it begins anew: the new rate is the normal one"() {
        given:
        def ddm = new Ddm(30)
        levels(ddm, ([1] + [0] * 9) * 20)
        def drift = levels(ddm, [1] * 40).indexOf(Ddm.Level.DRIFT)

        expect: 'every second an error, regularly, from then on'
        drift >= 0
        !levels(ddm, [1, 0] * 300).contains(Ddm.Level.DRIFT)
    }

    def "it takes at least one example"() {
        when:
        new Ddm(0)

        then:
        thrown(IllegalArgumentException)
    }
}
