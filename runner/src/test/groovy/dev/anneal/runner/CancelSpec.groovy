package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Stopping runs: by command, whoever drives them, and by signals to who does. */
class CancelSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path begun
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        begun = folder.resolve('begun')
    }

    /** A run whose task `stuck` would take for ever; `tidy` runs at its end. */
    private Path stuck(String tidy = 'echo tidied') {
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              stuck: {type: shell, command: "echo \$\$ > ${begun}.part; mv ${begun}.part $begun; sleep 1000"}
              late: {type: shell, after: stuck, command: "true"}
            always:
              tidy: {type: shell, command: "$tidy"}
            """.stripIndent())
    }

    private Child started(String tidy = 'echo tidied') {
        def child = Child.start(home.home, 'run', stuck(tidy))
        soon.eventually { assert Files.exists(begun) }
        child
    }

    private boolean processLives() {
        ProcessHandle.of(Files.readString(begun).strip() as long).present
    }

    private Map states() {
        home.json('show', 'last').tasks.collectEntries { [it.task, it.state] }
    }

    private static void signal(Child child, String name) {
        assert ['kill', "-$name", child.pid().toString()].execute().waitFor() == 0
    }

    def "a run whose process was killed is taken over and ended, with what is left of its attempts"() {
        given:
        def child = started()
        child.kill()
        assert processLives()

        when:
        def result = home.run('cancel', 'last', '--reason', 'wrong data')

        then:
        result.code == 0
        result.err.contains('was cancelled: cancelled by ')
        result.err.contains(': wrong data')
        soon.eventually { assert !processLives() }
        states() == [stuck: 'cancelled', late: 'cancelled', tidy: 'succeeded']
        home.json('show', 'last').with { state == 'cancelled' && archive != null }
    }

    def "a run that another process drives is stopped by that process, and its end is told"() {
        given:
        def child = started()

        when:
        def result = home.run('cancel', 'last', '--reason', 'wrong data')

        then:
        result.code == 0
        result.err.contains("asked process ${child.pid()} ")
        result.err.contains(': wrong data')
        child.await() == 1
        soon.eventually { assert !processLives() }
        states() == [stuck: 'cancelled', late: 'cancelled', tidy: 'succeeded']
    }

    def "a run that was cancelled stays so; any other end cannot be cancelled any more"() {
        given:
        started().kill()
        home.succeed('cancel', 'last')
        Files.writeString(folder.resolve('ok.yaml'), 'workflow: ok\ntasks:\n  a: {type: shell, command: "true"}\n')

        when:
        def again = home.run('cancel', 'last')
        home.succeed('run', folder.resolve('ok.yaml'))
        def late = home.run('cancel', 'last')

        then:
        again.code == 0
        again.err.contains('has already ended: it was cancelled')
        late.code == 1
        late.err.contains('has already ended: it succeeded. It could not be cancelled any more.')
        home.run('cancel', 'nobody').code == 3
    }

    def "#name stops what runs, lets the tasks that always run do so, and seals"() {
        given:
        def child = started()

        when:
        signal(child, name)

        then:
        child.await() == 130
        child.err().contains('interrupted: stopping what runs')
        soon.eventually { assert !processLives() }
        states() == [stuck: 'cancelled', late: 'cancelled', tidy: 'succeeded']
        home.json('show', 'last').with { state == 'cancelled' && archive != null }

        where:
        name << ['INT', 'TERM']
    }

    def "a second Ctrl-C stops those tasks too"() {
        given:
        def tidying = folder.resolve('tidying')
        def child = started("touch $tidying; sleep 1000")
        signal(child, 'INT')
        soon.eventually { assert Files.exists(tidying) }

        when:
        signal(child, 'INT')

        then:
        child.await() == 130
        child.err().contains('interrupted again')
        states() == [stuck: 'cancelled', late: 'cancelled', tidy: 'cancelled']
    }

    def "a third Ctrl-C ends the process as it stands, and the run can be resumed or cancelled"() {
        given:
        def child = Child.start(home.home, 'run', Files.writeString(folder.resolve('deaf.yaml'), """\
            workflow: deaf
            tasks:
              stuck: {type: shell, command: "trap '' TERM; echo \$\$ > ${begun}.part; mv ${begun}.part $begun; while :; do sleep 1; done"}
            """.stripIndent()))
        soon.eventually { assert Files.exists(begun) }

        when:
        signal(child, 'INT')
        soon.eventually { assert child.err().contains('interrupted: ') }
        signal(child, 'INT')
        soon.eventually { assert child.err().contains('interrupted again: ') }
        signal(child, 'INT')

        then:
        child.await() == 130
        home.json('show', 'last').state == 'running'

        and:
        home.succeed('cancel', 'last')
        soon.eventually { assert !processLives() }
    }
}
