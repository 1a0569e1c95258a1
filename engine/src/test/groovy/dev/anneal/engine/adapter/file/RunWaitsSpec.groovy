package dev.anneal.engine.adapter.file

import dev.anneal.engine.adapter.socket.SocketFolder
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.util.concurrent.PollingConditions
import spock.lang.Timeout

/** Who waits for a run of another process, a real one, is told when that lets it go or dies. */
@Timeout(120)
class RunWaitsSpec extends Specification {

    static final String RUN = 'k3v9x0qz81ab'
    static final String OTHER = 'aaaaaaaaaaaa'

    Path home = Files.createTempDirectory('w')
    Path folder = home.resolve('locks')
    RunLocks locks
    List<Process> holders = []
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>()

    def setup() {
        locks = new RunLocks(folder)
    }

    def cleanup() {
        holders*.destroyForcibly()*.waitFor()
        locks.close()
        lines().toFile().deleteDir()
        home.toFile().deleteDir()
    }

    def "it is told when the holder is killed, and then has the run"() {
        given:
        def holder = hold(RUN)
        locks.awaitFree(RUN) { told << RUN }

        when:
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
        locks.tryAcquire(RUN).present
    }

    def "it is told when the holder lets the run go and lives on"() {
        given:
        def holder = hold(RUN, 'release')
        locks.awaitFree(RUN) { told << RUN }

        when:
        holder.outputStream.withCloseable { it.write(1) }

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
        line(holder) == 'released'
        locks.tryAcquire(RUN).present
    }

    def "it is told at once of a run that nobody holds, also where the last holder died"() {
        given:
        hold(RUN).destroyForcibly().waitFor()

        when:
        [RUN, OTHER].each { run -> locks.awaitFree(run) { told << run } }

        then:
        [told.poll(30, TimeUnit.SECONDS), told.poll(30, TimeUnit.SECONDS)] == [RUN, OTHER]
    }

    def "it is told of the run that became free, not of those that are held"() {
        given:
        def first = hold(RUN)
        def second = hold(OTHER)
        [RUN, OTHER].each { run -> locks.awaitFree(run) { told << run } }

        when:
        second.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == OTHER
        sentinel()
        told.empty
        locks.tryAcquire(RUN).empty

        when:
        first.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
    }

    def "who takes the run over is waited for in turn"() {
        given:
        def first = hold(RUN, 'release')
        locks.awaitFree(RUN) {
            // Before anybody else can: the next holder of the run is this process.
            told << (locks.tryAcquire(RUN).present ? 'mine' : 'late')
            locks.awaitFree(RUN) { told << 'free again' }
        }

        when:
        first.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == 'mine'
        sentinel()
        told.empty

        when:
        locks.@held.each { it.close() }

        then:
        told.poll(30, TimeUnit.SECONDS) == 'free again'
    }

    def "a wait that was given up is not told, and takes nothing from the others"() {
        given:
        def holder = hold(RUN)
        def givenUp = locks.awaitFree(RUN) { told << 'given up' }
        locks.awaitFree(RUN) { told << 'kept' }

        when:
        givenUp.close()
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == 'kept'
        sentinel()
        told.empty

        when: 'it is closed once more'
        givenUp.close()

        then:
        sentinel()
    }

    def "two processes may wait for a run of each other"() {
        given:
        def mine = locks.tryAcquire(OTHER).get()
        def holder = hold(RUN, OTHER)
        locks.awaitFree(RUN) { told << RUN }

        when:
        mine.close()

        then:
        line(holder) == 'free'

        when:
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
    }

    def "a stopped holder is waited for, and killed it is free"() {
        given:
        def holder = hold(RUN)
        assert new ProcessBuilder('kill', '-STOP', "${holder.pid()}").start().waitFor() == 0
        locks.awaitFree(RUN) { told << RUN }

        when:
        sentinel()

        then:
        told.empty

        when:
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
    }

    def "where the holder could make no socket the wait looks now and then"() {
        given: 'something in its place'
        Files.createDirectories(folder.resolve("lines/${RUN}.sock/x"))
        def holder = hold(RUN)
        locks.awaitFree(RUN) { told << RUN }

        when:
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
    }

    def "a home whose path is too long for a socket is waited in too"() {
        given:
        folder = Files.createDirectories(home.resolve('d' * 90)).resolve('locks')
        locks = new RunLocks(folder)
        def holder = hold(RUN)
        locks.awaitFree(RUN) { told << RUN }

        when:
        holder.destroyForcibly()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
    }

    def "what throws when it is told does not end the other waits"() {
        given:
        def thrown = new LinkedBlockingQueue<Throwable>()

        when:
        locks.awaitFree(OTHER) {
            Thread.currentThread().uncaughtExceptionHandler = { thread, e -> thrown.add(e) } as Thread.UncaughtExceptionHandler
            Thread.currentThread().interrupt()
            throw new UnsupportedOperationException('trouble')
        }

        then:
        sentinel()
        thrown.poll().message == 'trouble'
    }

    def "a run that is let go leaves no socket, and closing the locks gives waits up"() {
        given:
        def holder = hold(OTHER)
        def lock = locks.tryAcquire(RUN).get()
        locks.awaitFree(RUN) { told << RUN }
        locks.awaitFree(OTHER) { told << OTHER }

        when:
        lock.close()

        then:
        told.poll(30, TimeUnit.SECONDS) == RUN
        new PollingConditions(timeout: 30).eventually {
            assert lines().toFile().list() == ["${OTHER}.sock"] as String[]
        }

        when:
        locks.close()
        locks.close()
        holder.destroyForcibly().waitFor()

        then:
        told.empty
    }

    private Path lines() {
        new SocketFolder(folder, 'lines').path()
    }

    /** Waits for a free run, which is told after all that could be told before. */
    private boolean sentinel() {
        def passed = new LinkedBlockingQueue<String>()
        locks.awaitFree('zzzzzzzzzzzz') { passed << 'passed' }
        passed.poll(30, TimeUnit.SECONDS) == 'passed'
    }

    private static String line(Process holder) {
        holder.inputReader().readLine()
    }

    private Process hold(String run, String what = 'hold') {
        def java = ProcessHandle.current().info().command().get()
        def holder = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
                LockHolder.name, folder.toString(), run, what).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        holders << holder
        assert line(holder) == 'held'
        holder
    }
}
