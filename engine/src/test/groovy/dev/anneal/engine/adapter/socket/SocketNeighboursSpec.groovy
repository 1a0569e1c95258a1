package dev.anneal.engine.adapter.socket

import dev.anneal.engine.home.Neighbours
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Specification
import spock.lang.Timeout

/** Processes on one home tell each other that something happened. Those here are real ones, but where it says so. */
@Timeout(120)
class SocketNeighboursSpec extends Specification {

    Path root = Files.createTempDirectory('n')
    Path home = root.resolve('home')
    SocketNeighbours neighbours = new SocketNeighbours(home)
    List<Process> others = []
    List<Neighbours.Listening> ears = []

    def cleanup() {
        others*.destroyForcibly()*.waitFor()
        ears*.close()
        new SocketFolder(home, 'neighbours').path().toFile().deleteDir()
        root.toFile().deleteDir()
    }

    def "a nudge reaches every process that listens, each time"() {
        given:
        def first = start()
        def second = start()

        when:
        neighbours.nudge()

        then:
        line(first) == 'nudged'
        line(second) == 'nudged'

        when:
        neighbours.nudge()

        then:
        line(first) == 'nudged'
        line(second) == 'nudged'
    }

    def "it reaches a home whose path is too long for a socket, whichever way one comes to it"() {
        given:
        home = Files.createDirectories(root.resolve('d' * 60).resolve('e' * 60))
        def link = Files.createSymbolicLink(root.resolve('link'), home)
        def other = start()

        when:
        new SocketNeighbours(link).nudge()

        then:
        line(other) == 'nudged'
        home.toFile().list() == [] as String[]
    }

    def "a listener is not told of what its own side did, but of what another did in the same process"() {
        given:
        def told = new LinkedBlockingQueue<String>()
        def beside = new SocketNeighbours(home)
        ears << neighbours.listen { told << 'first' }
        ears << beside.listen { told << 'second' }

        when:
        neighbours.nudge()

        then:
        told.poll(30, TimeUnit.SECONDS) == 'second'

        when: 'had the first been told it would have been in the meantime'
        beside.nudge()

        then:
        told.poll(30, TimeUnit.SECONDS) == 'first'
        told.empty
    }

    def "of many nudges calls may be spared, but one begins after the last"() {
        given:
        def sent = new AtomicInteger()
        def seen = new LinkedBlockingQueue<Integer>()
        ears << new SocketNeighbours(home).listen { seen << sent.get() }

        when:
        1000.times {
            sent.incrementAndGet()
            neighbours.nudge()
        }
        def calls = 1
        while (seen.poll(30, TimeUnit.SECONDS) != 1000) {
            calls++
        }

        then:
        calls <= 1000
    }

    def "nudges that come while a call goes on become one more call"() {
        given:
        def begun = new LinkedBlockingQueue<Integer>()
        def goOn = new CountDownLatch(1)
        def calls = new AtomicInteger()
        ears << new SocketNeighbours(home).listen {
            begun << calls.incrementAndGet()
            goOn.await()
        }
        neighbours.nudge()
        assert begun.poll(30, TimeUnit.SECONDS) == 1

        when:
        20.times { neighbours.nudge() }
        goOn.countDown()

        then:
        begun.poll(30, TimeUnit.SECONDS) == 2

        when:
        neighbours.nudge()

        then:
        begun.poll(30, TimeUnit.SECONDS) == 3
        begun.empty
    }

    def "a stopped neighbour holds nobody up, and is told when it goes on"() {
        given:
        def stopped = start()
        def other = start()
        signal('STOP', stopped)

        when:
        500.times { neighbours.nudge() }

        then:
        line(other) == 'nudged'

        when:
        signal('CONT', stopped)

        then:
        line(stopped) == 'nudged'
    }

    def "the socket of a process that was killed goes with the next nudge, others stay"() {
        given:
        def killed = start()
        def other = start()
        assert sockets().size() == 2

        when:
        killed.destroyForcibly().waitFor()
        neighbours.nudge()

        then:
        line(other) == 'nudged'
        sockets().size() == 1
        sockets()[0].startsWith("${other.pid()}-")
    }

    def "closing removes the socket, and ends the calls"() {
        given:
        def told = new LinkedBlockingQueue<String>()
        def closed = new SocketNeighbours(home).listen { told << 'closed' }
        ears << new SocketNeighbours(home).listen { told << 'open' }

        when:
        closed.close()
        closed.close()
        neighbours.nudge()

        then:
        told.poll(30, TimeUnit.SECONDS) == 'open'
        told.empty
        sockets().size() == 1
    }

    def "a call that throws, or leaves its thread interrupted, is not the last"() {
        given:
        def told = new LinkedBlockingQueue<String>()
        def thrown = new LinkedBlockingQueue<Throwable>()
        ears << new SocketNeighbours(home).listen {
            Thread.currentThread().uncaughtExceptionHandler = { thread, e -> thrown.add(e) } as Thread.UncaughtExceptionHandler
            told << 'told'
            Thread.currentThread().interrupt()
            throw new UnsupportedOperationException('trouble')
        }

        expect:
        3.times {
            neighbours.nudge()
            assert told.poll(30, TimeUnit.SECONDS)
            assert thrown.poll(30, TimeUnit.SECONDS).message == 'trouble'
        }
    }

    def "who does not listen leaves nothing behind, and nudges a home without listeners in vain"() {
        when:
        neighbours.nudge()

        then:
        !Files.exists(home)

        when:
        Files.createDirectory(home)
        neighbours.nudge()

        then:
        home.toFile().list() == [] as String[]

        when: 'one that was there is gone'
        neighbours.listen { }.close()
        neighbours.nudge()

        then:
        sockets() == []
    }

    def "where there can be no socket the listener is told that nobody reaches it: #why"() {
        given:
        home = root.resolve(name)
        make.call(home)
        def neighbours = new SocketNeighbours(home)

        when:
        def ear = neighbours.listen { }
        neighbours.nudge()
        ear.close()

        then:
        !ear.reachable()

        where:
        why                                      | name    | make
        'a file has the name of the folder'      | 'a'     | { Files.createDirectory(it); Files.writeString(it.resolve('neighbours'), 'x') }
        'others may write where it would listen' | 'b' * 90 | { openStandIn(it) }
    }

    private static void openStandIn(Path home) {
        Files.createDirectory(home)
        def standIn = Files.createDirectory(new SocketFolder(home, 'neighbours').path())
        Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString('rwxrwxrwx'))
    }

    private List<String> sockets() {
        home.resolve('neighbours').toFile().list() as List
    }

    private static String line(Process other) {
        other.inputReader().readLine()
    }

    private static void signal(String name, Process other) {
        assert new ProcessBuilder('kill', "-$name", "${other.pid()}").start().waitFor() == 0
    }

    private Process start() {
        def java = ProcessHandle.current().info().command().get()
        def other = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
                NeighbourListener.name, home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        others << other
        assert line(other) == 'listening'
        other
    }
}
