package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Decisions of people, through `anneal approvals`. */
class ApprovalsSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path file
    Child waiting
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        file = folder.resolve('w.yaml')
    }

    void cleanup() {
        if (waiting?.running()) {
            waiting.kill()
        }
    }

    /** A run in a process of its own, up to where a person is asked. */
    private Map start(String more = '') {
        Files.writeString(file, """\
            workflow: w
            tasks:
              made: {type: shell, command: "echo 1 > out", outputs: {out: out}}
              sign: {type: approval, of: \$made.out, metrics: {accuracy: 0.91}, note: Look at class 2$more}
              after: {type: shell, command: "echo \${sign.by} said \${sign.why}"}
            """.stripIndent())
        waiting = Child.start(home.home, 'run', file)
        soon.eventually {
            assert Files.exists(home.home.resolve('anneal.db')) && home.json('approvals', 'list').size() == 1
        }
        home.json('approvals', 'list')[0] as Map
    }

    def "what waits is listed with all that a decision is bound to, and how to decide"() {
        given:
        def item = start()
        def digest = item.digest.take(12)

        expect:
        item.subMap('task', 'workflow', 'metrics', 'note') ==
                [task: 'sign', workflow: 'w', metrics: [accuracy: 0.91], note: 'Look at class 2']
        item.of['$artifact'].name == 'out'
        def lines = home.succeed('approvals', 'list').lines()
        lines[0] ==~ /sign in $item.run of w  out \(2 B, sha256 [0-9a-f]{12}\)/
        lines[1..3] == ['  note     Look at class 2', '  metrics  accuracy 0.91', "  digest   $digest".toString()]
        lines[5] ==~ /  expires  .* \(in .*; then it is a no\)/
        lines.last() == "  anneal approvals approve $item.run sign --digest $digest --why TEXT".toString()
        lines.every { it.length() <= 100 }
    }

    def "another process decides while the run waits, with who and why: #verb"() {
        given:
        def run = start().run

        when:
        def result = home.succeed('approvals', verb, run, 'sign', '--by', 'ann', '--why', 'as agreed')

        then:
        result.err.contains("$word by ann: out (2 B")
        result.err.contains("process ${waiting.pid()} on ")
        waiting.await() == exit
        home.json('show', run).with { state == end && tasks.find { it.task == 'sign' }.state == task }
        home.succeed('logs', run).out == log
        home.succeed('show', run).out.contains(told)

        and: 'it cannot be decided again'
        home.run('approvals', 'reject', run, 'sign').with {
            code == 2 && err == "task 'sign' of run $run was $word by ann already: as agreed\n".toString()
        }

        where:
        verb      || word       | exit | end         | task        | log                             | told
        'approve' || 'approved' | 0    | 'succeeded' | 'succeeded' | 'after | ann said as agreed\n' | 'by ann, why as agreed'
        'reject'  || 'rejected' | 1    | 'rejected'  | 'rejected'  | ''                              | 'rejected by ann: as agreed'
    }

    def "a decision while nobody drives the run counts when somebody does, and is not taken twice"() {
        given:
        def run = start().run
        waiting.kill()
        soon.eventually { assert home.json('show', run).driver == null }

        when:
        def result = home.succeed('approvals', 'approve', run, '--by', 'ann', '--why', 'fine')
        def again = home.run('approvals', 'reject', run, '--by', 'bob')

        then:
        result.err.contains("nobody drives run $run now: `anneal resume $run` or `anneal serve` takes it up")
        again.code == 2
        again.err == "task 'sign' of run $run was approved by ann already: fine\n"
        home.json('approvals', 'list')[0].decided == [decision: 'approved', by: 'ann', why: 'fine']
        home.succeed('approvals', 'list').out.contains('approved by ann: fine; it counts when somebody drives the run')

        when:
        home.succeed('resume', run)

        then:
        home.succeed('logs', run).out == 'after | ann said fine\n'
        home.succeed('approvals', 'list').out == 'Nothing waits for approval.\n'
    }

    def "nothing but what a person looked at is decided on"() {
        given:
        def item = start()

        when:
        def other = home.run('approvals', 'approve', item.run, 'sign', '--digest', 'abcdef')

        then:
        other.code == 2
        other.err == "what waits in task 'sign' of run $item.run has the digest ${item.digest.take(12)}, not 'abcdef': " +
                'it, or its metrics, are not what you looked at. `anneal approvals list` shows it.\n'
        home.json('approvals', 'list')[0].decided == null

        and:
        home.succeed('approvals', 'approve', item.run, 'sign', '--digest', item.digest.take(8))
        waiting.await() == 0
    }

    def "where nobody decides in time, that is a no"() {
        given:
        def run = start(', expires: 4s').run

        expect:
        waiting.await() == 1
        home.json('show', run).with { state == 'rejected' && reason ==~ /task 'sign': nobody decided by [^.]*Z/ }
        home.run('approvals', 'approve', run).with {
            code == 3 && err.startsWith("nothing in run $run waits for approval: it was rejected.")
        }
    }

    def "a late decision on a run that nobody drives is refused"() {
        given:
        def run = start(', expires: 4s').run
        waiting.kill()
        soon.eventually { assert home.succeed('approvals', 'list').out.contains('over: it is a no') }

        expect:
        home.run('approvals', 'approve', run).with {
            code == 2 && err.startsWith("nobody decided of task 'sign' of run $run by ") && err.endsWith(': that is a no.\n')
        }
        home.run('resume', run).code == 1
        home.json('show', run).state == 'rejected'
    }

    def "a run and a task that do not wait are told with the nearest name"() {
        given:
        def run = start().run

        expect:
        home.run('approvals', 'approve', 'nope').with { code == 3 && err.startsWith("there is no run 'nope'.") }
        home.run('approvals', 'approve', run, 'sing').with {
            code == 3 && err == "task 'sing' of run $run does not wait for approval. Did you mean 'sign'?\n".toString()
        }
        home.run('approvals').code == 2
    }
}
