package dev.anneal.engine.attempt

import dev.anneal.engine.attempt.AttemptLauncher.AttemptId
import spock.lang.Specification

class AllocatorSpec extends Specification {

    Map<String, Long> sizes = [cpu: 4L, db: 1L, gpu: 2L]
    def allocator = new Allocator({ sizes.getOrDefault(it, 0L) })
    List<Long> granted = []

    def "what fits is granted at once, what does not when enough was given back"() {
        expect:
        ask(1, [cpu: 3])
        !ask(2, [cpu: 2])

        when:
        giveBack(1)

        then:
        granted == [2]
    }

    def "giving back twice, or what was never granted, changes nothing"() {
        given:
        ask(1, [cpu: 4])

        when:
        giveBack(7)
        giveBack(1)
        giveBack(1)

        then:
        ask(2, [cpu: 4])
        !ask(3, [cpu: 1])
    }

    def "the greater priority goes first, then who asked first"() {
        given:
        ask(1, [cpu: 4])
        ask(2, [cpu: 4])
        ask(3, [cpu: 4], 5)
        ask(4, [cpu: 4], 5)

        when:
        (1..4).each { giveBack([1, 3, 4, 2][it - 1]) }

        then:
        granted == [3, 4, 2]
    }

    def "small ones do not pass a large one for ever"() {
        given:
        ask(1, [cpu: 2])
        ask(2, [cpu: 4])

        expect:
        !ask(3, [cpu: 1])

        when:
        giveBack(1)

        then:
        granted == [2]
    }

    def "who waits for one thing stops nobody who wants another"() {
        given:
        ask(1, [cpu: 1, db: 1])

        expect:
        !ask(2, [cpu: 1, db: 1])
        !ask(3, [cpu: 1, db: 1])
        ask(4, [cpu: 3])

        when: 'the database is free, and no processor'
        allocator.hold(id(9), [cpu: 1L])
        giveBack(1)

        then: 'who comes now waits behind who came first'
        !ask(5, [cpu: 1])

        when:
        giveBack(4)

        then:
        granted == [2, 5]
    }

    def "a greater priority passes who waits"() {
        given:
        ask(1, [cpu: 1, db: 1])
        ask(2, [cpu: 3, db: 1])

        expect:
        ask(3, [cpu: 2], 1)
    }

    def "what a live attempt brought along counts, even where it is too much"() {
        given:
        allocator.hold(id(1), [cpu: 3L])
        allocator.hold(id(2), [cpu: 3L])

        expect:
        !ask(3, [cpu: 1])
        ask(4, [gpu: 1])

        when:
        giveBack(1)

        then:
        granted == [3]
    }

    def "a run that is forgotten has nothing and wants nothing"() {
        given:
        allocator.hold(new AttemptId('other', 1), [cpu: 4L])
        allocator.ask(new Allocator.Ask(new AttemptId('other', 2), 9, [cpu: 4L], { granted << 99L }))
        ask(3, [cpu: 4])

        when:
        allocator.forget('other')

        then:
        granted == [3]
    }

    def "more than there was is shared out when it is looked at again"() {
        given:
        ask(1, [cpu: 4])
        ask(2, [cpu: 4])

        when:
        sizes.cpu = 8
        allocator.retry()

        then:
        granted == [2]
    }

    def "who wants nothing gets it"() {
        given:
        allocator.hold(id(1), [cpu: 9L])

        expect:
        ask(2, [cpu: 0])
    }

    private boolean ask(long token, Map<String, Integer> demand, int priority = 0) {
        allocator.ask(new Allocator.Ask(id(token), priority, demand.collectEntries { pool, amount -> [pool, amount as long] },
                { granted << token }))
    }

    private void giveBack(long token) {
        allocator.giveBack(id(token))
    }

    private static AttemptId id(long token) {
        new AttemptId('run1', token)
    }
}
