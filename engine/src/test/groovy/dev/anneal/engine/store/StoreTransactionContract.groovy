package dev.anneal.engine.store

import static dev.anneal.engine.store.StoreSamples.NOON
import static dev.anneal.engine.store.StoreSamples.aRun
import static dev.anneal.engine.store.StoreSamples.everyEvent
import static dev.anneal.engine.store.StoreSamples.fullRun
import static dev.anneal.engine.store.StoreSamples.request

import dev.anneal.engine.store.Store.Durability
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** What every store's transactions promise: to the function that runs in one, to other processes, and after a death. */
abstract class StoreTransactionContract extends StoreSpecification {

    def "a function that throws rolls all its changes back, and the store goes on"() {
        when:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.records().put('models', 'a', [:])
            throw new UnsupportedOperationException('half way')
        }

        then:
        def e = thrown(UnsupportedOperationException)
        e.message == 'half way'
        read { it.runs().newest(9) } == []
        read { it.records().list('models', '') } == []

        when:
        change { it.runs().insert(aRun('bbbb')) }

        then:
        read { it.runs().newest(9) }*.id() == ['bbbb']
    }

    def "a reading transaction refuses every change"() {
        given:
        change { it.runs().insert(aRun('aaaa')) }

        when:
        read(attempt)

        then:
        thrown(IllegalStateException)
        read { it.runs().find('aaaa') }.get() == aRun('aaaa')
        read { it.records().list('models', '') } == []

        where:
        attempt << [
            { it.runs().insert(aRun('bbbb')) },
            { it.runs().update(fullRun('aaaa')) },
            { it.runs().takeOver('aaaa') },
            { it.requests().insert(request('k')) },
            { it.records().put('models', 'a', [:]) },
            { it.claims().put(new ClaimTable.Claim('aaaa', 'model', 1, 'cpu', 1, [])) },
            { it.pools().put(new PoolTable.Pool('cpu', 1, null, null)) },
            { it.mail().send('aaaa', new MailTable.Message(MailTable.CANCEL, [:], NOON)) },
        ]
    }

    def "a transaction's tables are of no use after it"() {
        given:
        def kept = write { it }

        when:
        kept.records().put('models', 'a', [:])

        then:
        thrown(IllegalStateException)
    }

    def "a writing transaction inside another is refused instead of waiting for itself"() {
        when:
        change { change { } }

        then:
        thrown(IllegalStateException)
    }

    def "a reader inside a writing transaction sees what is committed, not what is being done"() {
        expect:
        write { t ->
            t.records().put('models', 'a', [n: 1])
            read { it.records().find('models', 'a') }
        }.empty
    }

    def "a closed store refuses everything, and may be closed again"() {
        given:
        store.close()

        when:
        attempt.call(store)

        then:
        thrown(IllegalStateException)
        store.close()

        where:
        attempt << [
            { it.read { t -> t.runs().newest(1) } },
            { it.change(Durability.PROCESS) { t -> t.records().put('a', 'b', [:]) } },
            { it.changes() },
        ]
    }

    def "the number of changes is another one when another store has committed, and only then"() {
        given:
        def other = openBeside()
        def before = store.changes()

        when: 'this one commits'
        change { it.records().put('models', 'mine', [:]) }

        then:
        store.changes() == before

        when: 'another one reads, changes nothing, or takes back what it did'
        other.read { it.records().list('models', '') }
        other.change(Durability.PROCESS) { it.records().list('models', '') }
        try {
            other.change(Durability.PROCESS) { t ->
                t.records().put('models', 'theirs', [:])
                throw new UnsupportedOperationException('no')
            }
        } catch (UnsupportedOperationException expected) {
            assert expected.message == 'no'
        }

        then:
        store.changes() == before

        when:
        other.change(Durability.PROCESS) { it.records().put('models', 'theirs', [:]) }

        then:
        def after = store.changes()
        after != before
        store.changes() == after
        write { store.changes() } == after

        cleanup:
        other.close()
    }

    def "a reader sees one state from beginning to end"() {
        given:
        change { it.records().put('models', 'a', [n: 1]) }

        expect:
        read { t ->
            def before = t.records().find('models', 'a').get()
            change { it.records().put('models', 'a', [n: 2]) }
            [before, t.records().find('models', 'a').get()]
        } == [[n: 1], [n: 1]]
        read { it.records().find('models', 'a') }.get() == [n: 2]
    }

    def "what was committed is there after the process died, what was not is gone"() {
        given:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            t.runs().append('aaaa', t.runs().takeOver('aaaa'), 0, everyEvent())
        }
        change(durability) { it.requests().insert(request('kept')) }

        when:
        Store survivor = write { t ->
            t.requests().insert(request('lost'))
            openAfterDeath()
        }

        then:
        survivor.read { it.runs().journal('aaaa') } == everyEvent()
        survivor.read { it.requests().pending() }*.key() == ['kept']

        and: 'its heir can take over and write'
        survivor.write(durability) { it.runs().takeOver('aaaa') } == 2

        cleanup:
        survivor?.close()

        where:
        durability << Durability.values()
    }

    def "two processes that write at once lose nothing and double nothing"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())
        change { it.records().put('counters', 'c', [n: 0]) }

        when:
        def won = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                (0..<50).count { i ->
                    mine.write(i % 10 == 0 ? Durability.MACHINE : Durability.PROCESS) { t ->
                        def n = t.records().find('counters', 'c').get().n
                        t.records().put('counters', 'c', [n: n + 1])
                        t.fires().insert(new FireTable.Fire('loans', 'nightly', NOON.plusSeconds(i), NOON, null))
                    }
                }
            } as Callable)
        }.sum { it.get(60, TimeUnit.SECONDS) }

        then: 'each moment was recorded by exactly one of them'
        won == 50
        read { it.fires().pending() }.size() == 50
        other.read { it.records().find('counters', 'c') }.get() == [n: 200]

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    def "of many that fulfil one request at once one does"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())
        change { it.requests().insert(request('k')) }

        when:
        def winners = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                mine.write(Durability.MACHINE) { it.requests().fulfil('k', "run$who".toString()) } ? "run$who" : null
            } as Callable)
        }*.get(60, TimeUnit.SECONDS).findAll()

        then:
        winners.size() == 1
        read { it.requests().find('k') }.get().run() == winners[0].toString()

        cleanup:
        pool.shutdownNow()
        other.close()
    }
}
