package dev.anneal.engine.trigger

import dev.anneal.engine.adapter.quartz.QuartzTriggers
import dev.anneal.engine.adapter.sqlite.SqliteStore
import dev.anneal.engine.spec.TriggerSpec

import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class FiresSpec extends Specification {

    static final Instant NOON = Instant.parse('2026-03-01T12:00:30Z')

    @TempDir
    Path folder

    @AutoCleanup
    SqliteStore store

    @AutoCleanup
    QuartzTriggers scheduler = new QuartzTriggers(Clock.systemUTC(), { what, fault -> })

    Fires fires

    def setup() {
        store = SqliteStore.open(folder.resolve('a.db'))
        fires = new Fires(store, Clock.fixed(NOON, ZoneOffset.UTC))
    }

    def "a moment is recorded once, whoever comes first"() {
        given:
        def trigger = minutely(TriggerSpec.CatchUp.SKIP)
        def pool = Executors.newFixedThreadPool(4)

        when:
        def recorded = pool.invokeAll((1..20).collect { { -> fires.record('w', trigger, NOON) } as Callable })*.get()

        then:
        recorded.count(true) == 1
        fires.pending().size() == 1

        cleanup:
        pool.shutdownNow()
    }

    def "after downtime #catchUp makes up for #moments"() {
        given:
        def trigger = minutely(catchUp)
        fires.record('w', trigger, Instant.parse('2026-03-01T11:57:00Z'))

        when:
        int made = fires.catchUp('w', trigger, scheduler)

        then:
        made == moments.size()
        fires.pending().drop(1)*.due() == moments.collect { Instant.parse("2026-03-01T${it}Z") }

        where:
        catchUp                     || moments
        TriggerSpec.CatchUp.SKIP    || []
        TriggerSpec.CatchUp.LATEST  || ['12:00:00']
        TriggerSpec.CatchUp.ALL     || ['11:58:00', '11:59:00', '12:00:00']
    }

    def "a trigger that never fired has missed nothing"() {
        expect:
        fires.catchUp('w', minutely(TriggerSpec.CatchUp.ALL), scheduler) == 0
    }

    private static TriggerSpec minutely(TriggerSpec.CatchUp catchUp) {
        new TriggerSpec('t', '0 * * * * ?', 'UTC', catchUp)
    }
}
