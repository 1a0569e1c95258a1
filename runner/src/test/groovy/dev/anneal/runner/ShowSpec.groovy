package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** A close look at a run in which much happened, through `anneal show`. */
class ShowSpec extends Specification {

    static final String WORKFLOW = '''\
        workflow: w
        tasks:
          flaky: {type: shell, retry: {retries: 3, delay: 10ms}, command: "test ${run.attempt} = 3"}
          slow: {type: shell, timeout: 300ms, command: sleep 20}
          skip: {type: shell, when: 1 > 2, command: "true"}
          each: {type: shell, forEach: {a: [1, 2], b: [x, y]}, allowFailure: true, command: "test ${item.a}${item.b} != 2x"}
          none: {type: shell, forEach: [], command: "true"}
          again: {type: shell, repeat: {until: iteration == 3, atMost: 2}, command: "true"}
          part: {type: workflow, workflow: inner}
          dep: {type: shell, after: slow, command: "true"}
        always:
          last: {type: shell, command: "true"}
        ---
        workflow: inner
        tasks:
          t: {type: shell, command: exit 3}
        '''.stripIndent()

    @Shared
    @TempDir
    Path folder

    @Shared
    CommandLines home

    @Shared
    Map run

    @Shared
    Map<String, Map> tasks

    void setupSpec() {
        home = new CommandLines(folder.resolve('home'))
        def file = Files.writeString(folder.resolve('w.yaml'), WORKFLOW)
        assert home.run('run', file).code == 1
        run = home.json('show', 'last') as Map
        tasks = run.tasks.collectEntries { [it.task, it] }
    }

    def "each task has its row, and says in few words what became of it: #task"() {
        given:
        def row = home.succeed('show', 'last').lines().find { it.trim().startsWith("$task ") }

        expect:
        row.replaceAll(/\d+\.\d s/, 'TIME').replaceAll(/run \w{12}/, 'RUN').replaceAll(/ {2,}/, '  ').trim() == told

        where:
        task      || told
        'flaky'   || 'flaky  shell  succeeded  TIME  attempt 3'
        'slow'    || 'slow  shell  failed  TIME  it took longer than its timeout of TIME'
        'skip'    || 'skip  shell  skipped  when 1 > 2 does not hold'
        'each'    || 'each  shell  succeeded  TIME  4 of 4: 3 succeeded, 1 failed'
        'each[2]' || 'each[2]  shell  succeeded  TIME  for a 1, b y'
        'each[3]' || 'each[3]  shell  failed  TIME  for a 2, b x  exit code 1'
        'none'    || 'none  shell  succeeded  TIME  no items to run for'
        'again'   || 'again  shell  failed  TIME  2 task runs; its condition still calls for another time after the 2 that it may run'
        'again[1]'|| 'again[1]  shell  succeeded  TIME'
        'part'    || "part  workflow  failed  TIME  RUN of inner failed: task 't': exit code 3"
        'dep'     || 'dep  shell  skipped  a task before it did not succeed'
        'last'    || 'last  shell  succeeded  TIME'
    }

    def "JSON says the same for programs"() {
        expect:
        tasks.flaky.subMap('state', 'attempts', 'failedAttempts') == [state: 'succeeded', attempts: 3, failedAttempts: 2]
        tasks['each[3]'].subMap('of', 'index', 'item', 'state') == [of: 'each', index: 3, item: [a: 2, b: 'x'], state: 'failed']
        tasks.each.items == 4
        tasks.none.items == 0
        tasks.part.part == run.parts[0].id
        run.parts[0].subMap('workflow', 'state') == [workflow: 'inner', state: 'failed']
        tasks.slow.reason == 'it took longer than its timeout of 0.3 s'
        run.reason.startsWith("task 'slow': it took longer")
    }

    def "of many task runs only those that did not go well have a row, until all are asked for"() {
        given:
        def many = new CommandLines(folder.resolve('many'))
        many.succeed('run', Files.writeString(folder.resolve('many.yaml'), '''\
            workflow: many
            params: {items: {type: integer, default: 30}}
            tasks:
              each: {type: shell, forEach: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], allowFailure: true, command: "test ${item} != 7"}
            '''.stripIndent()))

        expect:
        many.succeed('show', 'last').lines().findAll { it.contains('each') || it.contains('…') }*.trim()*.replaceAll(/ {2,}/, ' ')*.replaceAll(/\d+\.\d s/, 'TIME') == [
                'each shell succeeded TIME 12 of 12: 11 succeeded, 1 failed',
                'each[7] shell failed TIME for 7 exit code 1',
                '… 11 more --all lists them']
        many.succeed('show', 'last', '--all').lines().count { it.trim().startsWith('each[') } == 12
    }

    def "a cancelled run says who cancelled it"() {
        given:
        def other = new CommandLines(folder.resolve('other'))
        def file = Files.writeString(folder.resolve('c.yaml'), 'workflow: c\ntimeout: 300ms\ntasks:\n  t: {type: shell, command: sleep 20}\n')

        expect:
        other.run('run', file).code == 1
        other.succeed('show', 'last').lines().with {
            it[0] ==~ /c  \w{12}  \w+ in \d\.\d s/ && it[1].contains('timeout') && it.any { row -> row ==~ /t +shell +cancelled .*/ }
        }
    }
}
