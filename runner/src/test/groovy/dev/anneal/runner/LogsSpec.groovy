package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What attempts logged, through `anneal logs`. */
class LogsSpec extends Specification {

    static final int MANY = 600_000

    @TempDir
    Path folder

    CommandLines home
    Path file
    List<Child> children = []
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        file = folder.resolve('w.yaml')
    }

    void cleanup() {
        children.findAll { it.running() }*.kill()
    }

    private Child start(Object... arguments) {
        def child = Child.start(home.home, arguments)
        children << child
        child
    }

    private void write(String tasks) {
        Files.writeString(file, "workflow: w\ntasks:\n${tasks.stripIndent().indent(2)}")
    }

    def "each line stands behind its task run, and later attempts have their number"() {
        given:
        write '''\
            flaky: {type: shell, retry: {retries: 2, delay: 10ms}, command: "echo try ${run.attempt}; test ${run.attempt} = 3"}
            each: {type: shell, after: flaky, atOnce: 1, forEach: [north, south], command: "echo ${item}"}
            '''
        home.succeed('run', file)

        expect:
        home.succeed('logs', 'last').lines() == [
                'flaky | try 1', 'flaky #2 | try 2', 'flaky #3 | try 3', 'each[1] | north', 'each[2] | south']
        home.succeed('logs', 'last', 'flaky').lines() == ['try 1', 'flaky #2 | try 2', 'flaky #3 | try 3']
        home.succeed('logs', 'last', 'each').lines() == ['each[1] | north', 'each[2] | south']
        home.succeed('logs', 'last', 'each[2]').lines() == ['south']
    }

    def "a run and a task that are not there are told with the nearest name"() {
        given:
        write 'each: {type: shell, forEach: [1, 2], command: "true"}'
        home.succeed('run', file)
        def id = home.json('show', 'last').id

        expect:
        home.run('logs', 'nope').with {
            code == 3 && err == "there is no run 'nope'. `anneal runs` lists them; `last` names the newest.\n"
        }
        home.run('logs', 'last', *more, 'eahc').with {
            code == 3 && err == "run $id has no task 'eahc'. Did you mean 'each'?\n".toString()
        }
        home.run('logs', 'last', *more, 'each[3]').code == 3

        where:
        more << [[], ['-f']]
    }

    def "a task that is a run of its own says where its log is"() {
        given:
        write '''\
            part: {type: workflow, workflow: inner}
            '''
        Files.writeString(file, Files.readString(file) + '---\nworkflow: inner\ntasks:\n  t: {type: shell, command: echo inside}\n')
        home.succeed('run', file)
        def part = home.json('show', 'last').parts[0].id

        when:
        def result = home.succeed('logs', 'last', 'part')

        then:
        result.out == ''
        result.err == "task 'part' is run $part of inner: `anneal logs $part`\n"
        home.succeed('logs', part).lines() == ['t | inside']
    }

    def "a log of many megabytes goes through a small heap"() {
        given:
        write """\
            big: {type: shell, command: "seq -f 'line %08.0f of a log that a loud program wrote, as some programs do' 1 $MANY"}
            """
        home.succeed('run', file)

        when:
        def child = Child.startWith(['-Xmx24m'], home.home, 'logs', 'last', 'big')

        then:
        child.await() == 0
        child.bytes().length > 40_000_000
        child.out().readLines().with {
            size() == MANY && first().startsWith('line 00000001 ') && last().startsWith("line 00$MANY ")
        }
    }

    def "-f goes on over the death of the process that drives the run, to the run's end"() {
        given: 'a run that says one line and waits'
        def go = folder.resolve('go')
        def second = folder.resolve('second')
        write """\
            first: {type: shell, command: "echo one; while [ ! -e $go ]; do sleep 0.05; done; echo two"}
            last: {type: shell, after: first, command: "echo three; while [ ! -e $second ]; do sleep 0.05; done; echo four"}
            """
        def driver = start('run', file)
        soon.eventually { assert Files.exists(home.home.resolve('anneal.db')) && home.run('show', 'last').code == 0 }
        def follower = start('logs', 'last', '-f')
        soon.eventually { assert follower.out() == 'first | one\n' }

        when: 'its process is killed, and another one takes it up'
        driver.kill()
        soon.eventually { assert follower.err().contains('nobody drives run') }
        def next = start('resume', 'last')
        soon.eventually { assert follower.err().contains('goes on, driven by process ' + next.pid()) }
        Files.createFile(go)
        soon.eventually { assert follower.out().endsWith('last | three\n') }

        then: 'the follower is still there, and ends with the run'
        follower.running()

        when:
        Files.createFile(second)

        then:
        follower.await() == 0
        follower.out() == 'first | one\nfirst | two\nlast | three\nlast | four\n'
        next.await() == 0

        and: 'what ended is told the same from the archive'
        home.succeed('logs', 'last').out == follower.out()
    }
}
