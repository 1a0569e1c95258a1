package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Orders with conditions: once for a key, only some tasks, in a process of its own. */
class OrderSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path ran
    Path file
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        ran = folder.resolve('ran')
        file = folder.resolve('w.yaml')
    }

    private void write(String model = 'true') {
        Files.writeString(file, """\
            workflow: w
            tasks:
              data: {type: shell, command: "echo data >> $ran; echo data > data", outputs: {data: data}}
              model: {type: shell, inputs: {data: \$data.data}, command: "echo model >> $ran; $model"}
              report: {type: shell, after: model, command: "echo report >> $ran"}
            always:
              tidy: {type: shell, command: "echo tidy >> $ran"}
              mourn: {type: shell, after: report, command: "echo mourn >> $ran"}
            """.stripIndent())
    }

    private List<String> lines() {
        Files.readAllLines(ran)
    }

    def "a key makes a run once: the same order again is that run and ends as it did"() {
        given:
        write(model)

        when:
        def first = home.run('run', file, '--key', 'monday')
        def again = home.run('run', file, '--key', 'monday', '--json')
        def id = home.json('show', 'last').id

        then:
        [first.code, again.code] == [code, code]
        again.json().runs*.id == [id]
        again.err.contains("run $id was ordered with the key 'monday' just now: it $word")
        lines().count('data') == 1
        home.json('show', id).key == 'monday'

        and: 'another key is another run'
        home.run('run', file, '--key', 'tuesday').code == code
        lines().count('data') == 2

        where:
        model   || code | word
        'true'  || 0    | 'succeeded'
        'false' || 1    | 'failed'
    }

    def "the same order while the first goes on waits for its end"() {
        given:
        def go = folder.resolve('go')
        write("while [ ! -e $go ]; do sleep 0.05; done")
        def first = Child.start(home.home, 'run', file, '--key', 'k')
        soon.eventually { assert Files.exists(ran) && lines().contains('model') }

        when:
        def second = Child.start(home.home, 'run', file, '--key', 'k')
        soon.eventually { assert second.err().contains('it is running, driven by process') }
        Files.createFile(go)

        then:
        first.await() == 0
        second.await() == 0
        second.err().contains('  succeeded in ')
        home.json('runs').size() == 1
    }

    def "the same order goes on with what nobody drives any more"() {
        given:
        def go = folder.resolve('go')
        write("while [ ! -e $go ]; do sleep 0.05; done")
        def first = Child.start(home.home, 'run', file, '--key', 'k')
        soon.eventually { assert Files.exists(ran) && lines().contains('model') }
        first.kill()
        Files.createFile(go)

        expect:
        home.succeed('run', file, '--key', 'k').err.contains('nobody drives it')
        lines().count('data') == 1
        home.json('runs')*.state == ['succeeded']
    }

    def "--until runs a task, all that it needs, and what always runs and needs no more"() {
        given:
        write()

        when:
        home.succeed('run', file, '--until', 'model')

        then:
        lines() == ['data', 'model', 'tidy']
        home.json('show', 'last').tasks.find { it.task == 'report' }.with { state == 'skipped' && reason == 'it was not asked for' }
    }

    def "--only runs just a task, and takes what that needs from the newest run that has it"() {
        given:
        write('false')
        assert home.run('run', file).code == 1
        def before = home.json('show', 'last').id
        Files.delete(ran)
        write('true')

        when:
        home.succeed('run', file, '--only', 'model')

        then:
        lines() == ['model']
        home.json('show', 'last').with { resumedFrom == before && only == ['model'] }
    }

    def "--only is refused where no run has what the task needs, and leaves nothing behind"() {
        given:
        write()

        when:
        def result = home.run('run', file, '--only', 'report')

        then:
        result.code == 3
        result.err == "task 'report' needs 'data', and no earlier run has that as it is now. " +
                '`anneal run FILE --until report` runs it and all that it needs.\n'
        !Files.exists(home.home)

        and:
        home.run('run', file, '--only', 'reprot').with { code == 3 && err.contains("Did you mean 'report'?") }
        home.run('run', file, '--until', 'x', '--only', 'y').with { code == 2 && err.contains('do not go together') }
        home.run('run', file, '--key', ' ').code == 2
    }

    def "--detach prints the id alone and returns; a process in a session of its own drives the run"() {
        given:
        def go = folder.resolve('go')
        write("while [ ! -e $go ]; do sleep 0.05; done")

        when:
        def result = Child.run(home.home, 'run', file, '--detach')
        def id = result.out().strip()

        then:
        result.code() == 0
        result.out() == "$id\n"
        result.err().contains("anneal logs -f $id · anneal show $id · anneal cancel $id")

        when:
        soon.eventually { assert Files.exists(ran) && lines().contains('model') }
        def driver = (home.json('show', id).driver =~ /process (\d+)/)[0][1]
        def session = ['ps', '-o', 'sid=', '-p', driver].execute().text.strip()
        Files.createFile(go)

        then:
        session == driver
        soon.eventually { assert home.json('show', id).with { state == 'succeeded' && archive != null } }
        Files.readString(home.home.resolve("runs/$id/driver.log")).contains('✓ model')
    }

    def "a run that is detached and whose process dies is there to be resumed, detached as well"() {
        given:
        def go = folder.resolve('go')
        write("while [ ! -e $go ]; do sleep 0.05; done")
        def id = Child.run(home.home, 'run', file, '-d').out().strip()
        soon.eventually { assert Files.exists(ran) && lines().contains('model') }
        def driver = (home.json('show', id).driver =~ /process (\d+)/)[0][1] as long
        ProcessHandle.of(driver).get().destroyForcibly()
        soon.eventually { assert home.json('show', id).driver == null }

        when:
        def resumed = Child.run(home.home, 'resume', id, '--detach')
        Files.createFile(go)

        then:
        resumed.out().strip() == id
        soon.eventually { assert home.json('show', id).state == 'succeeded' }
        lines().count('data') == 1
    }
}
