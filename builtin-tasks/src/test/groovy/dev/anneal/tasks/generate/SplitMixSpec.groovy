package dev.anneal.tasks.generate

import spock.lang.Specification

class SplitMixSpec extends Specification {

    def "it gives the published sequence of SplitMix64"() {
        given: 'the first values for seed 1234567, as Rosetta Code lists them'
        def random = new SplitMix(1234567)

        expect:
        (1..5).collect { Long.toUnsignedString(random.nextLong()) } == [
                '6457827717110365317', '3203168211198807973', '9817491932198370423', '4593380528125082431',
                '16408922859458223821']
    }

    def "whole numbers reach both ends and nothing beyond"() {
        given:
        def random = new SplitMix(1)

        expect:
        (1..1_000).collect { random.between(20, 24) } as Set == [20, 21, 22, 23, 24] as Set
    }
}
