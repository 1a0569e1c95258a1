package dev.anneal.engine.store

import static dev.anneal.engine.store.StoreSamples.NOON

import dev.anneal.engine.store.ClaimTable.Claim
import dev.anneal.engine.store.MailTable.Message
import dev.anneal.engine.store.PoolTable.Pool
import dev.anneal.engine.store.Store.Durability
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** What the processes on one home share through every store: claims, pools and mail. */
abstract class StoreSharingContract extends StoreSpecification {

    def "a claim comes back as it was put"() {
        when:
        change { it.claims().put(claim) }

        then:
        read { it.claims().all() } == [claim]
        read { it.claims().of(claim.pool()) } == [claim]
        read { it.claims().of('other') } == []

        where:
        claim << [
            new Claim('aaaa', 'model', 1, 'gpu', 2000, [0, 3]),
            new Claim('aaaa', 'model', (1L << 40) + 7, 'memory', 2L << 40, []),
            new Claim('bbbb', 'load[1]', 2, 'key:0123', 1000, [12]),
        ]
    }

    def "claims of one run, attempt and pool replace each other, and no others"() {
        given:
        change { t ->
            t.claims().put(new Claim('bbbb', 'model', 7, 'cpu', 1000, []))
            t.claims().put(new Claim('aaaa', 'model', 10, 'cpu', 1000, []))
            t.claims().put(new Claim('aaaa', 'model', 9, 'gpu', 1000, [1]))
            t.claims().put(new Claim('aaaa', 'model', 9, 'cpu', 1000, []))
        }

        when:
        change { it.claims().put(new Claim('aaaa', 'model', 9, 'cpu', 3000, [2, 5])) }

        then: 'in the order of runs, attempts and pools'
        read { it.claims().all() } == [
            new Claim('aaaa', 'model', 9, 'cpu', 3000, [2, 5]),
            new Claim('aaaa', 'model', 9, 'gpu', 1000, [1]),
            new Claim('aaaa', 'model', 10, 'cpu', 1000, []),
            new Claim('bbbb', 'model', 7, 'cpu', 1000, []),
        ]
        read { it.claims().of('cpu') }*.token() == [9, 10, 7]
    }

    def "an attempt's claims are released together, and a run's with all its attempts"() {
        given:
        change { t ->
            t.claims().put(new Claim('aaaa', 'model', 1, 'cpu', 1000, []))
            t.claims().put(new Claim('aaaa', 'model', 1, 'gpu', 1000, [0]))
            t.claims().put(new Claim('aaaa', 'check', 2, 'cpu', 1000, []))
            t.claims().put(new Claim('aaaa', 'check', 3, 'cpu', 1000, []))
            t.claims().put(new Claim('bbbb', 'model', 1, 'cpu', 1000, []))
        }

        expect:
        write { it.claims().release('aaaa', 1) }
        !write { it.claims().release('aaaa', 1) }
        !write { it.claims().release('cccc', 1) }
        read { it.claims().all() }.collect { [it.run(), it.token()] } == [['aaaa', 2], ['aaaa', 3], ['bbbb', 1]]

        and:
        write { it.claims().releaseAll('aaaa') }
        !write { it.claims().releaseAll('aaaa') }
        read { it.claims().all() }*.run() == ['bbbb']
    }

    def "processes that claim out of one pool at once never hold more than there is"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())
        change { it.pools().put(new Pool('db', 5000, null, null)) }

        when:
        def got = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                (1..10).count { attempt ->
                    mine.write(Durability.PROCESS) { t ->
                        long held = t.claims().of('db').sum(0L) { it.amount() } as long
                        boolean free = held + 1000 <= t.pools().find('db').get().size()
                        if (free) {
                            t.claims().put(new Claim("run$who".toString(), 'model', attempt, 'db', 1000, []))
                        }
                        free
                    }
                }
            } as Callable)
        }.sum { it.get(60, TimeUnit.SECONDS) }

        then:
        got == 5
        read { it.claims().of('db') }.size() == 5

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    def "a pool is put, replaced and removed by its name"() {
        given:
        def limited = new Pool('db', 4000, 0.25d, NOON)
        change { t ->
            t.pools().put(new Pool('gpu', 2000, null, null))
            t.pools().put(new Pool('db', 1000, null, null))
        }

        when:
        change { it.pools().put(limited) }

        then:
        read { it.pools().find('db') }.get() == limited
        read { it.pools().find('none') }.empty
        read { it.pools().all() } == [limited, new Pool('gpu', 2000, null, null)]
        write { it.pools().remove('db') }
        !write { it.pools().remove('db') }
        read { it.pools().all() }*.name() == ['gpu']
    }

    def "a pool's rate of #rate comes back as it was put"() {
        when:
        change { it.pools().put(new Pool('api', 1000, rate, null)) }

        then:
        read { it.pools().find('api') }.get().rate() == rate

        where:
        rate << [1e-9d, 0.1d, 1d / 3, 50d, 1e6d, null]
    }

    def "mail is kept in the order in which it was sent, for each run apart"() {
        given:
        def first = new Message(MailTable.SIGNAL, [task: 'gate', signal: 'approval', by: 'eve', at: [1, null]], NOON)
        def second = new Message(MailTable.CANCEL, [reason: 'by hand'], NOON.minusSeconds(9))
        def third = new Message(MailTable.CANCEL, [:], NOON)
        change { t ->
            t.mail().send('bbbb', third)
            t.mail().send('aaaa', first)
        }
        change { it.mail().send('aaaa', second) }

        expect:
        read { it.mail().of('aaaa') } == [first, second]
        read { it.mail().of('aaaa') } == [first, second]
        read { it.mail().of('none') } == []
        read { it.mail().addressees() } == ['aaaa', 'bbbb']
    }

    def "mail that was taken is gone, and what comes later comes alone"() {
        given:
        change { t ->
            t.mail().send('aaaa', cancel('one'))
            t.mail().send('aaaa', cancel('two'))
            t.mail().send('bbbb', cancel('other'))
        }

        expect:
        write { it.mail().take('aaaa') } == [cancel('one'), cancel('two')]
        write { it.mail().take('aaaa') } == []
        read { it.mail().addressees() } == ['bbbb']

        when:
        change { it.mail().send('aaaa', cancel('three')) }

        then:
        write { it.mail().take('aaaa') } == [cancel('three')]
    }

    def "mail whose taking is rolled back is there still"() {
        given:
        change { it.mail().send('aaaa', cancel('one')) }

        when:
        change { t ->
            t.mail().take('aaaa')
            throw new UnsupportedOperationException('died')
        }

        then:
        thrown(UnsupportedOperationException)
        read { it.mail().of('aaaa') } == [cancel('one')]
    }

    def "each letter is taken once by processes that send and take at once, in the order of its sender"() {
        given:
        def other = openBeside()
        def stores = [store, other, store, other]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())

        when:
        def taken = stores.withIndex().collect { Store mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                (0..<25).collectMany { n ->
                    mine.change(Durability.PROCESS) { it.mail().send('aaaa', cancel("$who/$n".toString())) }
                    mine.write(Durability.PROCESS) { it.mail().take('aaaa') }
                }*.data()*.reason
            } as Callable)
        }*.get(60, TimeUnit.SECONDS)
        def rest = write { it.mail().take('aaaa') }*.data()*.reason
        def all = taken.flatten() + rest

        then:
        all.size() == 100
        all as Set == (0..3).collectMany { who -> (0..<25).collect { "$who/$it".toString() } } as Set
        taken.every { mine -> (0..3).every { inOrder(mine.findAll { reason -> reason.startsWith("$it/") }) } }

        cleanup:
        pool.shutdownNow()
        other.close()
    }

    def "claims, pools and mail are there after the process died, what was not committed is not"() {
        given:
        change(durability) { t ->
            t.claims().put(new Claim('aaaa', 'model', 1, 'gpu', 1000, [0]))
            t.pools().put(new Pool('gpu', 1000, 2d, NOON))
            t.mail().send('aaaa', cancel('kept'))
        }

        when:
        Store survivor = write { t ->
            t.claims().releaseAll('aaaa')
            t.pools().remove('gpu')
            t.mail().take('aaaa')
            t.mail().send('aaaa', cancel('lost'))
            openAfterDeath()
        }

        then:
        survivor.read { it.claims().all() } == [new Claim('aaaa', 'model', 1, 'gpu', 1000, [0])]
        survivor.read { it.pools().all() } == [new Pool('gpu', 1000, 2d, NOON)]
        survivor.write(durability) { it.mail().take('aaaa') } == [cancel('kept')]

        cleanup:
        survivor?.close()

        where:
        durability << Durability.values()
    }

    private static Message cancel(String reason) {
        new Message(MailTable.CANCEL, [reason: reason], NOON)
    }

    private static boolean inOrder(List<String> reasons) {
        def numbers = reasons.collect { it.split('/')[1] as int }
        numbers == numbers.toSorted()
    }
}
