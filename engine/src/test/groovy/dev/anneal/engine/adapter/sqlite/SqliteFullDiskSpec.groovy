package dev.anneal.engine.adapter.sqlite

import static dev.anneal.engine.store.StoreSamples.NOON
import static dev.anneal.engine.store.StoreSamples.aRun
import static dev.anneal.engine.store.StoreSamples.taskRun

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.store.Store.Durability
import java.nio.file.Files
import java.nio.file.Path
import java.util.function.Supplier
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A disk that is full or cannot be written to: a small file system of its own, mounted for the spec. */
@Requires(value = { SqliteFullDiskSpec.canMount() }, reason = 'only root may mount a small disk')
class SqliteFullDiskSpec extends Specification {

    @TempDir
    Path folder

    Path disk
    SqliteStore store

    def setup() {
        disk = Files.createDirectory(folder.resolve('disk'))
        assert run('mount', '-t', 'tmpfs', '-o', 'size=2m', 'none', disk)
    }

    def cleanup() {
        store?.close()
        run('umount', disk)
    }

    def "a commit that finds the disk full fails with how to go on, and nothing of it is there"() {
        given:
        open()

        when:
        fill(durability)

        then:
        def e = thrown(AnnealException)
        e.id() == 'disk-full'
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.startsWith("cannot use the store in ${disk.resolve('anneal.db')}: the disk is full;")
        e.message.endsWith('make room, then try again')

        and: 'journal, its length and the task runs agree'
        def events = store.read { it.runs().journal('aaaa') }.size()
        events > 10
        store.read { it.runs().taskRuns('aaaa') }.size() == events

        when: 'there is room again'
        assert run('mount', '-o', 'remount,size=8m', disk)
        step(events, durability)

        then:
        store.read { it.runs().journal('aaaa') }.size() == events + 1

        and: 'it is whole for the next process'
        store.close()
        open()
        store.read { it.runs().journal('aaaa') }.size() == events + 1

        where:
        durability << Durability.values()
    }

    def "a large transaction that swallows the refusal is not committed by halves"() {
        given:
        open()

        when:
        store.change(Durability.PROCESS) { t ->
            t.records().put('things', 'before', [:])
            try {
                t.undoable({ (0..<100).each { t.records().put('things', "k$it".toString(), [text: 'x' * 50_000]) } } as Supplier)
            } catch (AnnealException swallowed) {
                assert swallowed.id() == 'disk-full'
            }
            t.records().put('things', 'after', [:])
        }

        then:
        def e = thrown(AnnealException)
        e.id() == 'disk-full'
        store.read { it.records().list('things', '') } == []

        when:
        store.change(Durability.PROCESS) { it.records().put('things', 'small', [:]) }

        then:
        store.read { it.records().list('things', '') }*.key() == ['small']
    }

    def "a home on a full disk says so when it is opened"() {
        given:
        if (existing) {
            open()
            store.close()
        }
        try {
            Files.newOutputStream(disk.resolve('ballast')).withCloseable { out -> (0..<1000).each { out.write(new byte[4096]) } }
        } catch (IOException full) {
            assert full.message.contains('No space left')
        }

        when:
        open()
        step(0, Durability.PROCESS)

        then:
        def e = thrown(AnnealException)
        e.id() == 'disk-full'

        when:
        Files.delete(disk.resolve('ballast'))
        open()
        step(0, Durability.PROCESS)

        then:
        store.read { it.runs().journal('aaaa') }.size() == 1

        where:
        existing << [true, false]
    }

    def "a home that may only be read is refused: its readers too write down what they read"() {
        given:
        open()
        store.close()
        assert run('mount', '-o', 'remount,ro', disk)

        when:
        SqliteStore.open(disk.resolve('anneal.db'))

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-not-writable'
        e.message.contains('check their owner and permissions')
    }

    def "a new home on a disk that may only be read is refused"() {
        given:
        assert run('mount', '-o', 'remount,ro', disk)

        when:
        SqliteStore.open(disk.resolve('home/anneal.db'))

        then:
        def e = thrown(AnnealException)
        e.id() == 'home-not-writable'
        e.message.contains('Read-only file system')
    }

    private void open() {
        store = SqliteStore.open(disk.resolve('anneal.db'))
        store.change(Durability.PROCESS) { t ->
            if (t.runs().find('aaaa').empty) {
                t.runs().insert(aRun('aaaa'))
                t.runs().takeOver('aaaa')
            }
        }
    }

    private void fill(Durability durability) {
        (0..<10_000).each { step(it, durability) }
    }

    private void step(int n, Durability durability) {
        store.change(durability) { t ->
            t.runs().append('aaaa', 1, n, [new RunEvent.TaskSkipped(NOON, "task$n".toString(), 'x' * 5000)])
            t.runs().put(taskRun("task$n", n, TaskState.SKIPPED))
        }
    }

    static boolean canMount() {
        def probe = Files.createTempDirectory('mount')
        try {
            run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'none', probe) && run('umount', probe)
        } finally {
            Files.delete(probe)
        }
    }

    private static boolean run(Object... command) {
        try {
            new ProcessBuilder(command*.toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0
        } catch (IOException noSuchCommand) {
            false
        }
    }
}
