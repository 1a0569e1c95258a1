package dev.anneal.engine.problem

import spock.lang.Specification

/** What a person probably meant. */
class NearestNameSpec extends Specification {

    def "'#found' means #meant"() {
        expect:
        NearestName.of(found, ['model', 'metrics', 'report', 'retrain-on-drift']) == Optional.ofNullable(meant)

        where: 'within a third of its letters, and within two for short names'
        found              | meant
        'modle'            | 'model'
        'MODEL'            | 'model'
        'model'            | 'model'
        'reprot'           | 'report'
        'metrisc'          | 'metrics'
        'retrainOnDrift'   | 'retrain-on-drift'
        'modl'             | 'model'
        'mo'               | null
        'accuracy'         | null
    }

    def "of two as near the first in the alphabet is meant"() {
        expect:
        NearestName.of('cat', ['cut', 'bat', 'cot']) == Optional.of('bat')
    }

    def "a hint names the nearest, else what is known, else nothing"() {
        expect:
        NearestName.hint(found, known) == hint

        where:
        found   | known            | hint
        'modle' | ['model', 'x']   | " Did you mean 'model'?"
        'other' | ['zeta', 'beta'] | ' Known: beta, zeta.'
        'other' | []               | ''
    }
}
