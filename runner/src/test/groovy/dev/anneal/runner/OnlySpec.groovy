package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** `run --only` and `--until` among tasks that became many or none, and `resume` of what is not there. */
class OnlySpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path file

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        file = folder.resolve('w.yaml')
        write()
    }

    private void write(String items = '[1, 2]', String report = 'true') {
        Files.writeString(file, """\
            workflow: w
            tasks:
              each: {type: shell, forEach: $items, command: "echo \${item} > out; echo ran \${item}", outputs: {log: out}}
              none: {type: shell, forEach: [], command: "true", outputs: {log: out}}
              skip: {type: shell, when: 1 > 2, command: "true"}
              again: {type: shell, repeat: {until: iteration == 2, atMost: 2}, command: "echo \${iteration}"}
              read: {type: shell, after: again, command: "echo \${size(each.log)} and \${size(none.log)}; $report"}
              last: {type: shell, after: read, command: "true"}
            """.stripIndent())
    }

    private List<String> logs() {
        home.succeed('logs', 'last').lines().sort()
    }

    def "--only takes over what each item made, and lists that are empty"() {
        given:
        home.succeed('run', file)
        def before = home.json('show', 'last').id

        when:
        home.succeed('run', file, '--only', 'read')

        then:
        logs() == ['read | 2 and 0']
        home.json('show', 'last').with {
            assert resumedFrom == before
            assert tasks.find { it.task == 'last' }.with { state == 'skipped' && reason == 'it was not asked for' }
            tasks.findAll { it.task.startsWith('each[') }*.reusedFrom == [before, before]
        }
    }

    def "--only is refused where an item has no result yet, and nothing is made"() {
        given:
        home.succeed('run', file)
        def before = home.json('show', 'last').id
        write('[1, 2, 3]')

        when:
        def result = home.run('run', file, '--only', 'read')

        then:
        result.code == 3
        result.err.startsWith("task 'read' needs 'each', and no earlier run has that as it is now")
        home.json('runs')*.id == [before]
    }

    def "--only of a task with forEach runs it for each item"() {
        when:
        home.succeed('run', file, '--only', 'each')

        then:
        logs() == ['each[1] | ran 1', 'each[2] | ran 2']

        and: 'one of them alone is no task'
        home.run('run', file, '--only', 'each[2]').with { code == 3 && err.contains("workflow 'w' has no task 'each[2]'.") }
    }

    def "--until runs all that the task needs, each item of it too, and no more"() {
        when:
        home.succeed('run', file, '--until', 'read')

        then:
        logs() == ['again[1] | 1', 'again[2] | 2', 'each[1] | ran 1', 'each[2] | ran 2', 'read | 2 and 0']
        home.json('show', 'last').tasks.find { it.task == 'last' }.state == 'skipped'
    }

    def "--until of a task that is not there names the nearest, and leaves nothing"() {
        expect:
        home.run('run', file, '--until', 'raed').with { code == 3 && err == "workflow 'w' has no task 'raed'. Did you mean 'read'?\n" }
        !Files.exists(home.home)
    }

    def "resume runs what failed, and takes over each item"() {
        given:
        write('[1, 2]', 'false')
        assert home.run('run', file).code == 1
        write()

        when:
        home.succeed('resume', 'last', '--code', 'latest')

        then:
        logs() == ['read | 2 and 0']

        when: 'it is asked for from a task on'
        home.succeed('resume', 'last', '--from', 'each')

        then:
        logs() == ['each[1] | ran 1', 'each[2] | ran 2', 'read | 2 and 0']
    }

    def "resume of a run that succeeded has nothing to do; of one that is not there it says so"() {
        given:
        home.succeed('run', file)
        def id = home.json('show', 'last').id

        expect:
        home.succeed('resume', id).err.contains("run $id has succeeded, so nothing of it is left to do")
        home.json('runs')*.id == [id]
        home.run('resume', 'nope').with { code == 3 && err == "there is no run 'nope'. `anneal runs` lists them; `last` names the newest.\n" }
        home.run('resume', id, '--from', 'raed').with { code == 3 && err == "workflow 'w' has no task 'raed'. Did you mean 'read'?\n" }
    }
}
