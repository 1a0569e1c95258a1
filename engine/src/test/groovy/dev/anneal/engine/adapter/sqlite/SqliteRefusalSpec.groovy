package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.store.Tables
import java.nio.file.Path
import java.time.Duration
import java.util.function.Supplier
import spock.lang.Specification
import spock.lang.TempDir

/** A transaction that SQLite itself refused something: here, for want of pages. */
class SqliteRefusalSpec extends Specification {

    @TempDir
    Path home

    Session session

    def setup() {
        def file = home.resolve('anneal.db')
        SqliteStore.open(file).close()
        session = Session.writer(file, Duration.ofSeconds(1))
        session.list('PRAGMA max_page_count = 60') { it.number('max_page_count') }
    }

    def cleanup() {
        session.close()
    }

    def "whatever the function makes of the refusal, nothing of the transaction is there: #what"() {
        when:
        write(work)

        then:
        def e = thrown(AnnealException)
        e.id() == 'disk-full'
        e.is(session.refusal())
        Transaction.run(Session.reader(home.resolve('anneal.db'), Duration.ofSeconds(1)), 'BEGIN', false) {
            it.records().list('things', '')
        } == []

        where:
        what                                | work
        'it lets it through'                | { tables -> tooMuch(tables) }
        'it swallows it and ends'           | { tables -> refused { tooMuch(tables) } }
        'it swallows it and goes on'        | { tables -> refused { tooMuch(tables) }; tables.records().put('things', 'after', [:]) }
        'it swallows it and goes on reading'| { tables -> refused { tooMuch(tables) }; tables.records().list('things', '') }
        'a part of it does'                 | { tables -> refused { part(tables) { tooMuch(tables) } } }
        'a part of it swallows it'          | { tables -> part(tables) { refused { tooMuch(tables) } } }
        'and then has another part'         | { tables -> refused { tooMuch(tables) }; part(tables) { } }
        'and then runs of unknown number'   | { tables -> refused { tooMuch(tables) }; tables.runs().takeOver('aaaa') }
    }

    private void write(Closure work) {
        Transaction.run(session, 'BEGIN IMMEDIATE', true) { Tables tables ->
            tables.records().put('things', 'before', [:])
            work.call(tables)
        }
    }

    private static void part(Tables tables, Closure work) {
        tables.undoable({ work.call() } as Supplier)
    }

    private static void tooMuch(Tables tables) {
        (0..<100).each { tables.records().put('things', "k$it".toString(), [text: 'x' * 10_000]) }
    }

    private static void refused(Closure work) {
        try {
            work.call()
            assert false: 'it went through'
        } catch (AnnealException refusal) {
            assert refusal.id() == 'disk-full'
        }
    }
}
