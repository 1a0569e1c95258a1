package dev.anneal.tasks.generate

import spock.lang.Specification

class SeaSpec extends Specification {

    def "concept #concept has class 1 where x1 + x2 is at most #threshold"() {
        given:
        def sea = new Sea()

        expect:
        sea.label(concept, [threshold - 3, 3, 0] as double[])
        !sea.label(concept, [threshold - 3, 3.001, 0] as double[])

        where:
        concept || threshold
        1       || 8
        2       || 9
        3       || 7
        4       || 9.5
    }
}
