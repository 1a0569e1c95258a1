package dev.anneal.tasks.drift

import spock.lang.Specification

class ChangePointSpec extends Specification {

    def "the split is where a direct computation finds it: #stretches, examples #from to #to"() {
        // by a Python port that evaluates the likelihood of every split from the examples themselves
        expect:
        ChangePoint.of(upTo(ReferenceNumbers.errors(seed, stretches)), from, to) == split

        where:
        seed | stretches                   | from | to   || split
        2    | [[2000, 0.1], [1000, 0.3]]  | 0    | 2024 || 2002
        2    | [[2000, 0.1], [1000, 0.3]]  | 0    | 3000 || 2002
        5    | [[500, 0.05], [300, 0.5]]   | 0    | 800  || 501
        5    | [[500, 0.05], [300, 0.5]]   | 400  | 560  || 501
        5    | [[500, 0.5], [300, 0.05]]   | 0    | 800  || 1
    }

    def "a sequence without errors has its beginning as the change"() {
        expect:
        ChangePoint.of(upTo(new boolean[50]), 10, 50) == 10
    }

    private static long[] upTo(boolean[] errors) {
        def sums = new long[errors.length + 1]
        errors.eachWithIndex { error, i -> sums[i + 1] = sums[i] + (error ? 1 : 0) }
        sums
    }
}
