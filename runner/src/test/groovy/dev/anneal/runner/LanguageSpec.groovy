package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What words of the workflow language come to in runs, the same in both forms of a file. */
class LanguageSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home

    void setup() {
        home = new CommandLines(folder.resolve('home'))
    }

    private Path write(String name, String text) {
        Files.writeString(folder.resolve(name), text.stripIndent())
    }

    def "a task with no item gives empty lists, to tasks, to outputs of its workflow and to who runs that: #form"() {
        given:
        home.succeed('run', write("w.$form", text))

        expect:
        home.succeed('logs', 'last', 'read').out == '0 0 2\n'
        home.json('show', 'last').parts.collect { home.succeed('logs', it.id).out } == ['tell | 0\n'] * 3

        where:
        form << ['yaml', 'groovy']
        text << ['''\
            workflow: w
            tasks:
              one: {type: workflow, workflow: inner}
              many: {type: workflow, forEach: [], workflow: inner}
              two: {type: workflow, forEach: [1, 2], workflow: inner}
              read: {type: shell, command: "echo ${size(one.logs)} ${size(many.logs)} ${size(two.logs)}"}
            ---
            workflow: inner
            tasks:
              each: {type: shell, forEach: [], command: "true", outputs: {log: log.txt}}
              tell: {type: shell, command: "echo ${size(each.log)}"}
            outputs: {logs: $each.log}
            ''', '''\
            workflow('w') {
                tasks {
                    workflow('one') { workflow 'inner' }
                    workflow('many') { forEach([]); workflow 'inner' }
                    workflow('two') { forEach 1, 2; workflow 'inner' }
                    shell('read') { command "echo ${size(one.logs)} ${size(many.logs)} ${size(two.logs)}" }
                }
            }
            workflow('inner') {
                tasks {
                    shell('each') { forEach([]); command 'true'; outputs log: 'log.txt' }
                    shell('tell') { command "echo ${size(each.log)}" }
                }
                outputs { logs each.log }
            }
            ''']
    }

    def "the first time, what is made of the time before is as if it were not said: #form"() {
        given:
        home.succeed('run', write("w.$form", text))

        expect:
        home.succeed('logs', 'last').lines()*.replaceAll(/[0-9a-f]{64}/, 'DIGEST') == [
                'grow[1] | () unset 1', 'grow[2] | (DIGEST) set 2']

        where:
        form << ['yaml', 'groovy']
        text << ['''\
            workflow: w
            tasks:
              grow:
                type: shell
                command: "echo '(${previous.out})' ${OLD:+set}${OLD:-unset} | cut -c1-200; echo x > out"
                env: {OLD: $previous.out, N: "${iteration}"}
                outputs: {out: out}
                repeat: {until: iteration == 2, atMost: 3}
            '''.replace('${OLD:+set}${OLD:-unset} | cut -c1-200', '`test -n \\"$OLD\\" && echo set || echo unset` $N'),
                 '''\
            workflow('w') {
                tasks {
                    shell('grow') {
                        command "echo '(${previous.out})' `test -n \\"\\$OLD\\" && echo set || echo unset` \\$N; echo x > out"
                        env OLD: previous.out, N: "${iteration}"
                        outputs out: 'out'
                        repeat { until { iteration == 2 }; atMost 3 }
                    }
                }
            }
            ''']
    }

    def "a setting that a task needs cannot be made of the time before alone: #form"() {
        given:
        def file = write("w.$form", text)

        expect:
        home.run('validate', file).with {
            code == 2 && err == "$file:3:$column: task 'a' (shell) needs 'command', and this has no value the first time, ".toString() +
                    "when there is no 'previous'. Read 'previous' in a setting that may be left out, or inside a text.\n"
        }

        where:
        form     | column || text
        'yaml'   | 29     || 'workflow: w\ntasks:\n  a: {type: shell, command: $previous.out, outputs: {out: out}, repeat: {until: iteration == 2, atMost: 3}}\n'
        'groovy' | 30     || "workflow('w') {\n    tasks {\n        shell('a') { command(previous.out); outputs out: 'out'; repeat { until { iteration == 2 }; atMost 3 } }\n    }\n}\n"
    }

    def "an amount must be above 0 and no finer than a thousandth, in the plan and in a run: #form"() {
        given:
        def file = write("w.$form", text)

        when:
        def wrong = home.run('plan', file)

        then:
        wrong.code == 2
        wrong.err.readLines()*.replaceFirst(/.*w\.\w+:(\d+):\d+: /, '$1 ')*.replace("takes a number above 0 with at most three decimals, such as 2 or 0.5, ", '') == [
                "3 'cpu' found the number 0", "4 'cpu' found the number 0.0001"]

        when: 'it shows only when parameters are known'
        def later = write("later.$form", text.readLines().findAll { !it.contains('0.0001') && !it.contains('cpu: 0}') && !it.contains('cpu: 0 ') }.join('\n'))
        def items = home.run('plan', later, '--json')
        def run = home.run('run', later)

        then:
        items.code == 2
        items.json().tasks*.plan == ['fails', 'fails', 'miss']
        run.code == 1
        home.json('show', 'last').tasks*.reason.take(2) == ['0.3333333333333333333333333333333333', '0'].collect {
            "resources: 'cpu' takes a number above 0 with at most three decimals, such as 2 or 0.5, found $it".toString()
        }

        where:
        form << ['yaml', 'groovy']
        text << ['''\
            workflow: w
            tasks:
              a: {type: shell, command: "true", resources: {cpu: 0}}
              b: {type: shell, command: "true", resources: {cpu: 0.0001}}
              c: {type: shell, command: "true", resources: {cpu: "${1 / params.n}"}}
              d: {type: shell, command: "true", resources: {cpu: "${params.n - 3}"}}
              e: {type: generate, kind: sea, rows: 100, resources: {cpu: "${params.n / 6}"}}
            params: {n: {type: integer, default: 3}}
            ''', '''\
            workflow('w') { params { integer 'n', default: 3 }
                tasks {
                    shell('a') { command 'true'; resources cpu: 0 }
                    shell('b') { command 'true'; resources cpu: 0.0001 }
                    shell('c') { command 'true'; resources { cpu 1 / params.n } }
                    shell('d') { command 'true'; resources { cpu params.n - 3 } }
                    generate('e') { kind 'sea'; rows 100; resources { cpu params.n / 6 } }
                }
            }
            ''']
    }

    def "workflows that run each other through files end where the circle closes, and name it: #form"() {
        given:
        def files = ['a', 'b', 'c'].withIndex().collect { name, i ->
            def next = ['b', 'c', 'a'][i]
            write("$name.$form", form == 'yaml'
                    ? "workflow: $name\ntasks:\n  t: {type: workflow, workflow: $next}\n"
                    : "workflow('$name') { tasks { workflow('t') { workflow '$next' } } }\n")
        }
        assert files.reverse().collect { home.run('run', it).code } == [1, 1, 1]

        expect:
        home.json('show', 'last').with {
            state == 'failed' && reason.endsWith('workflows run each other in a circle: a -> b -> c -> a. ' +
                    "A loop is closed by a run request, not by a task of the type 'workflow'.")
        }
        home.json('runs').count { it.workflow == 'a' } == 1

        where:
        form << ['yaml', 'groovy']
    }
}
