package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Going on with runs, in place and as new ones. */
class ResumeSpec extends Specification {

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

    /** `data` always goes well; `model` does where a file `good` is there. Each leaves a line for each time that it runs. */
    private void write(String more = '') {
        Files.writeString(file, """\
            workflow: w
            tasks:
              data: {type: shell, command: "echo data >> $ran; echo data > data", outputs: {data: data}}
              model:
                type: shell
                inputs: {data: \$data.data}
                command: "echo model$more >> $ran; test -e ${folder.resolve('good')}"
              report: {type: shell, after: model, command: "echo report >> $ran"}
            """.stripIndent())
    }

    private List<String> lines() {
        Files.readAllLines(ran)
    }

    private void mend() {
        Files.createFile(folder.resolve('good'))
    }

    def "a run that failed is gone on with as a new one: what succeeded is taken over"() {
        given:
        write()
        assert home.run('run', file).code == 1
        def failed = home.json('show', 'last').id
        mend()

        when:
        def result = home.succeed('resume', failed)

        then:
        lines() == ['data', 'model', 'model', 'report']
        home.json('show', 'last').with {
            assert state == 'succeeded' && resumedFrom == failed && root == failed
            tasks.find { it.task == 'data' }.reusedFrom == failed
        }
        result.err.contains("resumed from $failed")
        home.succeed('show', 'last').out.contains("  resumes  run $failed: what succeeded there need not run again\n")

        and: 'once more there is nothing left to do'
        home.succeed('resume', failed).err.contains('was resumed before, as ')
        lines().size() == 4
    }

    def "--from runs a task again, and all that needs it, also of a run that succeeded"() {
        given:
        write()
        mend()
        home.succeed('run', file)

        when:
        home.succeed('resume', 'last', '--from', 'model')

        then:
        lines() == ['data', 'model', 'report', 'model', 'report']
        home.json('show', 'last').again == ['model', 'report']

        and:
        home.run('resume', 'last', '--from', 'modle').with { code == 3 && err.contains("Did you mean 'model'?") }
    }

    def "--code latest takes the workflow as its file says it now, original as it was"() {
        given:
        write()
        home.run('run', file)
        def failed = home.json('show', 'last').id
        mend()
        write(' anew')

        when:
        home.succeed('resume', failed, '--from', 'model', '--code', code)

        then:
        lines() == ['data', 'model', *expected, 'report']

        where:
        code       || expected
        'original' || ['model']
        'latest'   || ['model anew']
    }

    def "a file that turned bad, or is gone, is told as `run` tells it, and nothing is made"() {
        given:
        write()
        home.run('run', file)
        def failed = home.json('show', 'last').id

        when:
        Files.writeString(file, 'workflow: w\ntasks:\n  data: {type: shel}\n')
        def bad = home.run('resume', failed, '--code', 'latest')
        Files.writeString(file, 'workflow: other\ntasks:\n  data: {type: shell, command: "true"}\n')
        def other = home.run('resume', failed, '--code', 'latest')
        Files.delete(file)
        def gone = home.run('resume', failed, '--code', 'latest')

        then:
        bad.code == 2
        bad.err.startsWith("$file:3:9: ") || bad.err.contains('shel')
        other.code == 2
        other.err.contains("has no workflow 'w'")
        gone.code in [2, 3]
        home.json('runs')*.id == [failed]
    }

    def "a run that has not ended goes on in place, and takes neither --from nor --code"() {
        given: 'a run whose process is killed while its second task waits'
        def go = folder.resolve('go')
        def begun = folder.resolve('begun')
        Files.writeString(file, """\
            workflow: w
            tasks:
              first: {type: shell, command: "echo first >> $ran"}
              second: {type: shell, after: first, command: "touch $begun; while [ ! -e $go ]; do sleep 0.05; done"}
            """.stripIndent())
        def child = Child.start(home.home, 'run', file)
        soon.eventually { assert Files.exists(begun) }
        def id = home.json('show', 'last').id

        when: 'its process lives'
        def held = home.run('resume', id)

        then:
        held.code == 1
        held.err.contains("process ${child.pid()}")

        when:
        child.kill()
        def refused = ['--from=first', '--code=latest'].collect { home.run('resume', id, it) }
        Files.createFile(go)
        home.succeed('resume', id)

        then:
        refused*.code == [2, 2]
        refused*.err.every { it.contains("`anneal cancel $id` ends it") }
        lines() == ['first']
        home.json('runs')*.id == [id]
        home.json('show', id).state == 'succeeded'
    }

    def "a stopped process keeps its run until that is taken by force, and then writes to it no more"() {
        given:
        def go = folder.resolve('go')
        def begun = folder.resolve('begun')
        Files.writeString(file, """\
            workflow: w
            tasks:
              slow: {type: shell, command: "touch $begun; while [ ! -e $go ]; do sleep 0.05; done; echo slow >> $ran"}
            """.stripIndent())
        def child = Child.start(home.home, 'run', file)
        soon.eventually { assert Files.exists(begun) }
        assert ['kill', '-STOP', child.pid().toString()].execute().waitFor() == 0

        when:
        def refused = home.run('resume', 'last')
        Files.createFile(go)
        def taken = home.run('resume', 'last', '--force')
        assert ['kill', '-CONT', child.pid().toString()].execute().waitFor() == 0

        then:
        refused.code == 1
        taken.code == 0
        child.await() == 1
        child.err().contains('was taken over by another process')
        lines() == ['slow']
        home.json('show', 'last').state == 'succeeded'
        home.succeed('archive', 'verify', 'last')
    }

    def "a word that --code does not know is refused"() {
        given:
        write()
        home.run('run', file)

        expect:
        home.run('resume', 'last', '--code', 'newest').with { code == 2 && err == "--code takes original or latest, found 'newest'.\n" }
    }
}
