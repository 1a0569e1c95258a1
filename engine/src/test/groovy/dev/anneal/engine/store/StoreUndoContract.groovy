package dev.anneal.engine.store

import static dev.anneal.engine.store.StoreSamples.NOON
import static dev.anneal.engine.store.StoreSamples.aRun

import dev.anneal.engine.run.RunEvent
import java.util.function.Supplier

/** What every store promises of the parts of a transaction that can be undone by themselves. */
abstract class StoreUndoContract extends StoreSpecification {

    def "a part's result is given back and its changes stay"() {
        when:
        def result = write { t ->
            put(t, 'before')
            def given = t.undoable({ put(t, 'inside'); 7 } as Supplier)
            put(t, 'after')
            given
        }

        then:
        result == 7
        keys() == ['after', 'before', 'inside']
    }

    def "what a part that throws has changed is undone, what came before and comes after stays"() {
        when:
        change { t ->
            put(t, 'before')
            t.runs().insert(aRun('aaaa'))
            fails(t) {
                put(t, 'inside')
                t.records().put('things', 'before', [changed: true])
                t.mail().send('aaaa', new MailTable.Message(MailTable.CANCEL, [:], NOON))
                t.runs().append('aaaa', t.runs().takeOver('aaaa'), 0, [new RunEvent.RunStarted(NOON)])
                t.runs().insert(aRun('bbbb'))
            }
            put(t, 'after')
        }

        then:
        keys() == ['after', 'before']
        read { it.records().find('things', 'before') }.get() == [:]
        read { it.mail().addressees() } == []
        read { it.runs().newest(9) } == [aRun('aaaa')]
        read { it.runs().journal('aaaa') } == []
        write { it.runs().takeOver('aaaa') } == 1
    }

    def "the exception comes out of the part as it is"() {
        when:
        change { t -> t.undoable({ throw thrown } as Supplier) }

        then:
        def e = thrown(Exception)
        e.is(thrown)

        where:
        thrown << [new UnsupportedOperationException('half way'), new StaleOwnerException('aaaa')]
    }

    def "a part sees what came before it, and what follows sees that it was undone"() {
        expect:
        write { t ->
            put(t, 'before')
            def inside = null
            fails(t) {
                put(t, 'inside')
                inside = t.records().list('things', '')*.key()
            }
            [inside, t.records().list('things', '')*.key()]
        } == [['before', 'inside'], ['before']]
    }

    def "a part within a part is undone with it, or alone"() {
        when:
        change { t ->
            t.undoable({
                put(t, 'outer')
                fails(t) { put(t, 'inner, alone') }
                put(t, 'outer, after')
            } as Supplier)
            fails(t) {
                t.undoable({ put(t, 'inner, kept at first') } as Supplier)
                put(t, 'outer, undone')
            }
        }

        then:
        keys() == ['outer', 'outer, after']
    }

    def "a part that was kept is rolled back with its transaction"() {
        when:
        change { t ->
            t.undoable({ put(t, 'inside') } as Supplier)
            throw new UnsupportedOperationException('late')
        }

        then:
        thrown(UnsupportedOperationException)
        keys() == []
    }

    def "a part may try what the store refuses, and the transaction goes on"() {
        when:
        change { t ->
            t.runs().insert(aRun('aaaa'))
            fails(t, IllegalStateException) { t.runs().insert(aRun('aaaa')) }
            fails(t, StaleOwnerException) { t.runs().append('aaaa', 9, 0, [new RunEvent.RunStarted(NOON)]) }
            put(t, 'after')
        }

        then:
        keys() == ['after']
    }

    def "an undone run leaves its place to the next"() {
        when:
        change { t ->
            fails(t) {
                t.runs().insert(aRun('undone'))
                t.runs().append('undone', t.runs().takeOver('undone'), 0, [new RunEvent.RunStarted(NOON)])
            }
            t.runs().insert(aRun('kept'))
            fails(t, Exception) { t.runs().append('undone', 1, 0, [new RunEvent.RunStarted(NOON)]) }
            t.runs().append('kept', t.runs().takeOver('kept'), 0, [new RunEvent.RunStarted(NOON.plusSeconds(1))])
        }

        then:
        read { it.runs().journal('kept') } == [new RunEvent.RunStarted(NOON.plusSeconds(1))]
    }

    def "a reading transaction may have parts"() {
        given:
        change { put(it, 'a') }

        expect:
        read { t -> t.undoable({ t.records().list('things', '')*.key() } as Supplier) } == ['a']
    }

    private static void put(Tables tables, String key) {
        tables.records().insert('things', key, [:])
    }

    private static void fails(
            Tables tables, Class<? extends Exception> with = UnsupportedOperationException, Closure part) {
        try {
            tables.undoable({
                part.call()
                throw new UnsupportedOperationException('the part')
            } as Supplier)
            assert false: 'it went through'
        } catch (Exception e) {
            assert with.isInstance(e)
        }
    }

    private List<String> keys() {
        read { it.records().list('things', '') }*.key()
    }
}
