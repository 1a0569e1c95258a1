package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.store.Store.Durability
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A store that another process, a real one, is writing to. */
class SqliteLockedSpec extends Specification {

    @TempDir
    Path home

    Path file
    SqliteStore store
    Process other

    def setup() {
        file = home.resolve('anneal.db')
        SqliteStore.open(file).close()
        other = start()
        assert other.inputReader().readLine() == 'held'
    }

    def cleanup() {
        store?.close()
        other.destroyForcibly().waitFor()
    }

    def "a writer that waits too long says who may be in the way and what to do"() {
        given:
        store = SqliteStore.open(file, Duration.ofMillis(50))

        when:
        put()

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-locked'
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.startsWith("cannot use the store in $file: another process has kept it locked for 50 ms")
        e.message.contains("lsof $file")

        when: 'the other is done'
        finish()
        put()

        then:
        store.read { it.records().list('ours', '') }.size() == 1
        store.read { it.records().list('theirs', '') }.size() == 1
    }

    def "a reader waits for nobody, and sees nothing of what is not committed"() {
        given:
        store = SqliteStore.open(file, Duration.ofMillis(50))

        expect:
        store.read { it.records().list('theirs', '') } == []
        store.changes() == store.changes()
    }

    def "a writer waits for a slow one and goes on after it"() {
        given:
        store = SqliteStore.open(file)

        when:
        def writing = CompletableFuture.runAsync { put() }
        new PollingConditions(timeout: 30, delay: 0.01).eventually { assert waitsInSqlite() }

        then:
        !writing.done

        when:
        finish()
        writing.get()

        then:
        store.read { it.records().list('ours', '') }.size() == 1
        store.read { it.records().list('theirs', '') }.size() == 1
    }

    def "what a killed process was writing is gone, and the next one writes"() {
        given:
        store = SqliteStore.open(file)

        when:
        other.destroyForcibly().waitFor()
        put()

        then:
        store.read { it.records().list('ours', '') }.size() == 1
        store.read { it.records().list('theirs', '') } == []
    }

    def "the number of changes is another one when another process has committed"() {
        given:
        store = SqliteStore.open(file)
        def before = store.changes()

        when:
        finish()

        then:
        store.changes() != before
    }

    private static boolean waitsInSqlite() {
        Thread.allStackTraces.values().any { frames ->
            frames && frames[0].nativeMethod && frames.any { it.className == SqliteStore.name && it.methodName == 'write' }
        }
    }

    private void put() {
        store.change(Durability.PROCESS) { it.records().insert('ours', 'k', [:]) }
    }

    private void finish() {
        other.outputStream.close()
        other.waitFor()
    }

    private Process start() {
        def java = ProcessHandle.current().info().command().get()
        new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
                StoreHolder.name, file.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }
}
