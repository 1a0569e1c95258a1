package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import dev.anneal.runner.testing.SmallDisk
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A home that cannot be written, and a store that others keep locked. */
class UnusableHomeSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path ran
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        ran = folder.resolve('ran')
    }

    private Path go() {
        folder.resolve('go')
    }

    /** `first` waits for a file `go`; each task leaves a line for each time that it runs. */
    private Path workflow() {
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              first: {type: shell, command: "echo first >> $ran; while [ ! -e ${go()} ]; do sleep 0.05; done"}
              second: {type: shell, after: first, command: "echo second >> $ran"}
            """.stripIndent())
    }

    private Connection locked() {
        def connection = DriverManager.getConnection("jdbc:sqlite:${home.home.resolve('anneal.db')}")
        connection.createStatement().withCloseable { it.execute('BEGIN IMMEDIATE') }
        connection
    }

    private Child begun() {
        def child = Child.start(home.home, 'run', workflow())
        soon.eventually { assert Files.exists(ran) && home.json('show', 'last').tasks[0].state == 'running' }
        child
    }

    @Requires(value = { SmallDisk.available() }, reason = SmallDisk.WHY)
    def "a read-only home is refused with advice, and works again when it is not"() {
        given:
        Files.createFile(go())
        def disk = new SmallDisk(home.home, '8m')
        Child.run(home.home, 'run', workflow())
        def run = Child.run(home.home, 'show', 'last', '--json').json().id
        disk.readOnly()

        when:
        def refused = [['run', workflow()], ['resume', run], ['cancel', run], ['runs']].collect { home.run(*it) }

        then:
        refused*.code == [1, 1, 1, 1]
        refused*.err.every {
            it.startsWith("the home $home.home cannot be written: ") && it.contains('Choose another with --home FOLDER or ANNEAL_HOME.')
        }

        when:
        disk.writable()

        then:
        home.json('runs')*.id == [run]
        home.succeed('run', workflow())

        cleanup:
        disk?.close()
    }

    def "a store that is locked for a while is waited for"() {
        given:
        def child = begun()
        def lock = locked()
        Files.createFile(go())

        expect: 'the task has ended, and that cannot be written down yet'
        !child.endsWithin(1_500)
        Files.readAllLines(ran) == ['first']

        when:
        lock.close()

        then:
        child.await() == 0
        Files.readAllLines(ran) == ['first', 'second']
        home.json('show', 'last').state == 'succeeded'
    }

    def "a store that stays locked ends the process, not the run"() {
        given:
        def child = begun()
        def run = home.json('show', 'last').id
        def lock = locked()
        Files.createFile(go())

        when:
        def code = child.await()

        then:
        code == 1
        child.err().contains("cannot use the store in ${home.home.resolve('anneal.db')}: another process has kept it locked for ")
        child.err().contains('`lsof ')
        child.err().contains("`anneal resume $run` goes on with it")

        when: 'listings need no lock'
        def shown = home.json('show', run)
        lock.close()
        home.succeed('resume', run)

        then: 'nothing is run twice'
        shown.state == 'running'
        Files.readAllLines(ran) == ['first', 'second']
        home.succeed('archive', 'verify', run)

        cleanup:
        lock?.close()
    }
}
