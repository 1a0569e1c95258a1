package dev.anneal.runner.serve

import dev.anneal.engine.execution.NewRun
import dev.anneal.engine.execution.RunListener
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunState
import dev.anneal.engine.store.FireTable.Fire
import dev.anneal.engine.store.Store.Durability
import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A real server, on real folders, with Quartz firing in real time. */
class ServerSpec extends Specification {

    @TempDir
    Path folder

    Path served
    Anneal anneal
    Server server
    Thread thread
    List<String> log = new CopyOnWriteArrayList<>()
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        served = Files.createDirectories(folder.resolve('served'))
        anneal = Anneal.open(folder.resolve('home'))
    }

    void cleanup() {
        stop()
        anneal.close()
    }

    private void serve() {
        server = new Server(anneal, [served], RunListener.NONE, { log << it })
        thread = Thread.start { server.serve() }
        soon.eventually { assert log.any { it.startsWith('serving ') } }
    }

    private void stop() {
        if (server != null) {
            server.stop(Duration.ofSeconds(60))
            thread.join()
            server = null
        }
    }

    private Path write(String name, String text) {
        Files.writeString(served.resolve(name), text.stripIndent())
    }

    private static String ticking(String name, String cron, String command = 'true') {
        """\
        workflow: $name
        triggers:
          tick: {type: cron, at: "$cron", zone: UTC}
        tasks:
          a: {type: shell, command: "$command"}
        """
    }

    private List<Run> runs() {
        anneal.store().read { it.runs().newest(1_000) }
    }

    private String command(String workflow) {
        anneal.store().read { tables ->
            tables.workflows().spec(tables.workflows().find(workflow).get().spec()).get()
        }.tasks()[0].settings().command.toString()
    }

    def "when one of two twins is deleted, the workflow goes on from the other"() {
        given:
        write('a.yaml', ticking('w', '* * * * * ?'))
        write('b.yaml', ticking('w', '* * * * * ?'))
        serve()

        when:
        Files.delete(served.resolve('a.yaml'))
        soon.eventually { assert log.contains("changed w ($served/b.yaml)".toString()) }
        def before = runs()*.id()

        then:
        soon.eventually { assert runs().any { !(it.id() in before) } }
    }

    def "twins are one workflow: it is registered once"() {
        given:
        write('a.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: echo}\n')
        write('b.groovy', "workflow('w') { tasks { shell('a') { command 'echo' } } }")

        when:
        serve()

        then:
        log.findAll { it.startsWith('registered ') } == ["registered w ($served/a.yaml)".toString()]
        log.last() == 'serving 1 workflow'
        anneal.store().read { it.workflows().all()*.workflow() } == ['w']
    }

    def "two files that define one name otherwise are told apart: the first stays"() {
        given:
        write('a.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: first}\n')
        write('b.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: second}\n')

        when:
        serve()

        then:
        log.any { it == "$served/b.yaml: workflow 'w' is defined otherwise in $served/a.yaml, which stays. " +
                'Give one of them another name, or make them the same.' }
        command('w').contains('first')
    }

    def "each second's moment is recorded once and becomes one run, which says so"() {
        given:
        write('a.yaml', ticking('w', '* * * * * ?'))

        when:
        serve()
        soon.eventually { assert runs().count { it.state() == RunState.SUCCEEDED } >= 3 }
        stop()

        then:
        def all = runs()
        all*.due().toSet().size() == all.size()
        all.every { it.trigger() == 'tick' && it.due().nano == 0 }
        all.every { it.cause().detail() == "trigger 'tick' due ${it.due()}" }

        and: 'a second scheduler that sees one of these moments records nothing'
        !all.any { record('w', 'tick', it.due()) }
    }

    private boolean record(String workflow, String trigger, Instant due) {
        anneal.store().write(Durability.PROCESS) {
            it.fires().insert(new Fire(workflow, trigger, due, Instant.now(), null))
        }
    }

    def "a file that changes, comes or goes is taken up while the server runs"() {
        given:
        write('a.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: first}\n')
        serve()

        when:
        write('a.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: second one}\n')
        write('new.yaml', 'workflow: newcomer\ntasks:\n  a: {type: shell, command: echo}\n')

        then:
        soon.eventually {
            assert log.contains("changed w ($served/a.yaml)".toString())
            assert log.contains("registered newcomer ($served/new.yaml)".toString())
        }
        command('w').contains('second one')

        when:
        Files.delete(served.resolve('new.yaml'))

        then:
        soon.eventually { assert log.contains("$served/new.yaml is gone: its workflows are no longer scheduled".toString()) }
    }

    def "a file that turns bad keeps its last good version, says why, and fires on"() {
        given:
        def file = write('a.yaml', ticking('w', '* * * * * ?'))
        serve()
        soon.eventually { assert runs().size() >= 1 }

        when:
        Files.writeString(file, 'workflow: w\ntasks:\n  a: {type: shel, command: echo}\n')
        soon.eventually { assert log.contains("$file is bad: its last good version goes on".toString()) }
        def before = runs()*.id()

        then:
        log.any { it == "$file:3:7: task 'a' has the type 'shel', which is unknown. Did you mean 'shell'?" }
        command('w').contains('true')
        soon.eventually { assert runs().any { !(it.id() in before) && it.state() == RunState.SUCCEEDED } }
    }

    def "of the moments missed while nothing served, #catchUp makes up for #made"() {
        given: 'a trigger that last fired five days ago, at noon'
        write('a.yaml', """\
            workflow: w
            triggers:
              daily: {type: cron, at: "0 0 12 * * ?", zone: UTC, catchUp: $catchUp}
            tasks:
              a: {type: shell, command: "true"}
            """)
        def noon = Instant.now().truncatedTo(ChronoUnit.DAYS) - Duration.ofDays(5) + Duration.ofHours(12)
        record('w', 'daily', noon)
        anneal.store().write(Durability.PROCESS) { it.fires().fulfil('w', 'daily', noon, 'long ago') }
        def passed = (1..5).collect { noon + Duration.ofDays(it) }.findAll { it.isBefore(Instant.now()) }

        when:
        serve()
        soon.eventually { assert runs().count { it.state() == RunState.SUCCEEDED } == (made == 'all' ? passed.size() : made) }

        then:
        runs()*.due().sort() == (made == 'all' ? passed : passed.takeRight(made))
        anneal.store().read { it.fires().pending() }.empty

        where:
        catchUp  | made
        'skip'   | 0
        'latest' | 1
        'all'    | 'all'
    }

    def "what a process that died left unfinished is taken up"() {
        given:
        def file = write('a.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: "true"}\n')
        new CommandLines(folder.resolve('home')).succeed('run', file)
        def left = anneal.orders().place('left11111111',
                new NewRun('w', [:], served, RunCause.command('spec'), null, null))

        when:
        serve()

        then:
        soon.eventually { assert runs().find { it.id() == left.id() }.archive() != null }
    }

    def "SIGTERM lets the run under way end, seals it, and the process ends well"() {
        given:
        def go = folder.resolve('go')
        def begun = folder.resolve('begun')
        write('a.yaml', ticking('w', '* * * * * ?', "touch $begun; while [ ! -e $go ]; do sleep 0.05; done"))
        def child = Child.start(folder.resolve('home'), 'serve', served)
        soon.eventually { assert Files.exists(begun) }

        when:
        child.stop()
        soon.eventually { assert child.err().contains('draining') }
        Files.createFile(go)

        then:
        child.await() == 0
        child.err().readLines().last().endsWith(' stopped')
        runs().every { it.state() == RunState.SUCCEEDED && it.archive() != null }
    }
}
