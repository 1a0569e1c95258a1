package dev.anneal.engine.adapter.file

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import spock.lang.Specification
import spock.lang.TempDir

/** A run has one owner, and none once that has died. */
class RunLocksSpec extends Specification {

    static final String RUN = 'k3v9x0qz81ab'

    @TempDir
    Path folder

    RunLocks locks

    def setup() {
        locks = new RunLocks(folder)
    }

    def cleanup() {
        locks.close()
    }

    def "a run is owned once, until it is released"() {
        when:
        def first = locks.tryAcquire(RUN)

        then:
        first.get().run() == RUN
        locks.tryAcquire(RUN).empty

        when:
        first.get().close()

        then:
        locks.tryAcquire(RUN).present
    }

    def "another part of the same process does not get it either, nor takes it away by asking"() {
        given:
        locks.tryAcquire(RUN)
        def beside = new RunLocks(folder)

        expect:
        beside.tryAcquire(RUN).empty
        beside.tryAcquire(RUN).empty
        otherProcess('try', RUN) == 'taken'
    }

    def "runs are owned apart, also those whose ids differ in the last digit"() {
        expect:
        ids.every { locks.tryAcquire(it).present }
        ids.every { locks.tryAcquire(it).empty }

        where:
        ids = ['zzzzzzzzzzzz', 'zzzzzzzzzzzy', 'a00000000000', '000000000000', '000000000001']
    }

    def "of many threads that want a run at once one gets it"() {
        given:
        def pool = Executors.newFixedThreadPool(8)
        def start = new CyclicBarrier(8)

        when:
        def won = (0..<8).collect {
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                locks.tryAcquire(RUN).present
            } as Callable)
        }.count { it.get(30, TimeUnit.SECONDS) }

        then:
        won == 1

        cleanup:
        pool.shutdownNow()
    }

    def "a run of another process is free at once when that is killed, and its holder is named before"() {
        given:
        def other = start('hold', RUN)
        other.inputReader().readLine() == 'held'

        expect:
        locks.tryAcquire(RUN).empty
        locks.owner(RUN).get().pid() == other.pid()
        locks.owner(RUN).get().toString() ==~ /process ${other.pid()} on \S+, started .+Z/

        when:
        other.destroyForcibly().waitFor()

        then:
        locks.owner(RUN).empty
        locks.tryAcquire(RUN).present

        cleanup:
        other?.destroyForcibly()
    }

    def "who only asks whether a run is free keeps nobody from it, in this process or another"() {
        given:
        def other = start('look', RUN)
        assert other.inputReader().readLine() == 'looks'
        def asks = new AtomicBoolean(true)
        def asking = Thread.start { while (asks.get()) { locks.isFree(RUN) } }

        expect:
        (1..2_000).every {
            def lock = locks.tryAcquire(RUN)
            def free = locks.isFree(RUN)
            lock.ifPresent { it.close() }
            lock.present && !free
        }

        cleanup:
        asks.set(false)
        asking?.join()
        other?.destroyForcibly()
    }

    def "the holder is this process while it owns the run, and nobody after"() {
        when:
        def lock = locks.tryAcquire(RUN).get()

        then:
        locks.owner(RUN).get().pid() == ProcessHandle.current().pid()

        when:
        lock.close()

        then:
        locks.owner(RUN).empty
        !Files.exists(folder.resolve("${RUN}.json"))
    }

    def "a note of #whose names nobody"() {
        given:
        def self = Owner.self()
        def owner = new Owner(boot ?: self.bootId(), pid ?: self.pid(), start ?: self.startedAt(), self.host())
        Files.writeString(folder.resolve("${RUN}.json"), dev.anneal.engine.codec.Json.write(owner))

        expect:
        locks.owner(RUN).present == named

        where:
        whose                                  | boot        | pid       | start              | named
        'a process before the last boot'       | 'before'    | null      | null               | false
        'a process that is dead'               | null        | 4_194_305 | null               | false
        'an earlier process of the same number'| null        | null      | java.time.Instant.EPOCH | false
        'this very process'                    | null        | null      | null               | true
    }

    def "'#id' is no run's id"() {
        when:
        locks.tryAcquire(id)

        then:
        thrown(IllegalArgumentException)

        where:
        id << ['', '../x', 'ABC', 'thirteen00000']
    }

    private String otherProcess(String what, String run) {
        def process = start(what, run)
        def line = process.inputReader().readLine()
        process.destroyForcibly().waitFor()
        line
    }

    private Process start(String what, String run) {
        def java = ProcessHandle.current().info().command().get()
        new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
                LockHolder.name, folder.toString(), run, what).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }
}
