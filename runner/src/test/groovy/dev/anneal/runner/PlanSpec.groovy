package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a run would reuse and why a task ran again: `anneal plan` and `anneal why`, in both forms of a file. */
class PlanSpec extends Specification {

    static final String YAML = '''\
        workflow: w
        params: {rows: {type: integer, default: 200}, data: {type: path}}
        tasks:
          stream: {type: generate, kind: sea, rows: $params.rows, seed: 1}
          each: {type: generate, forEach: [1, 2], kind: sea, rows: 100, seed: $item}
          look: {type: shell, cache: on, inputs: {data: $params.data, rows: $stream.rows}, command: "true"}
          file: {type: shell, cache: on, inputs: {data: $params.data}, command: "true"}
          part: {type: workflow, workflow: inner, with: {rows: $params.rows}}
          tell: {type: shell, command: "echo ${part.rows}"}
        ---
        workflow: inner
        params: {rows: {type: integer}}
        tasks:
          s: {type: generate, kind: sea, rows: $params.rows, seed: 3}
        outputs: {rows: $s.rows}
        '''.stripIndent()

    static final String GROOVY = '''\
        workflow('w') {
            params { integer 'rows', default: 200; path 'data' }
            tasks {
                generate('stream') { kind 'sea'; rows params.rows; seed 1 }
                generate('each') { forEach 1, 2; kind 'sea'; rows 100; seed item }
                shell('look') { cache 'on'; inputs data: params.data, rows: stream.rows; command 'true' }
                shell('file') { cache 'on'; inputs data: params.data; command 'true' }
                workflow('part') { workflow 'inner'; with rows: params.rows }
                shell('tell') { command "echo ${part.rows}" }
            }
        }
        workflow('inner') {
            params { integer 'rows' }
            tasks { generate('s') { kind 'sea'; rows params.rows; seed 3 } }
            outputs { rows s.rows }
        }
        '''.stripIndent()

    @TempDir
    Path folder

    CommandLines home
    Path data

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        data = Files.writeString(folder.resolve('data.txt'), 'one')
    }

    private Path write(String extension, String text) {
        Files.writeString(folder.resolve("w.$extension"), text)
    }

    private Map<String, Map> plan(Path file, Object... more) {
        home.json('plan', file, '-p', "data=$data", *more).tasks.collectEntries { [it.task, it] }
    }

    private Object ran(Path file, Object... more) {
        home.succeed('run', file, '-p', "data=$data", *more)
        home.json('show', 'last').id
    }

    def "before anything ran, each task is a miss, is not kept, or depends on others, and nothing is made"() {
        when:
        def items = plan(write(extension, text))

        then:
        items.collectEntries { [it.key, it.value.plan] } == [stream: 'miss', each: 'miss', look: 'depends', file: 'miss',
                                                             part  : 'not-cached', tell: 'depends']
        items.stream.because == 'first'
        items.each.instances*.task == ['each[1]', 'each[2]']
        items.look.on == ['stream']
        items.tell.on == ['part']
        !Files.exists(home.home)

        where:
        extension | text
        'yaml'    | YAML
        'groovy'  | GROOVY
    }

    def "after a run all that is kept is a hit; a changed parameter is named, and what follows depends on it"() {
        given:
        def file = write(extension, text)
        def id = ran(file)

        when:
        def same = plan(file)
        def changed = plan(file, '-p', 'rows=300')

        then:
        same.findAll { it.value.plan == 'hit' }*.key == ['stream', 'each', 'look', 'file']
        same.stream.run == id
        same.each.instances*.run == [id, id]

        and:
        changed.stream.plan == 'miss'
        changed.stream.subMap('because', 'comparedWith', 'changed') ==
                [because: 'changed', comparedWith: id, changed: [[part: 'rows', before: '200', now: '300']]]
        changed.look.subMap('plan', 'on') == [plan: 'depends', on: ['stream']]
        changed.each.plan == 'hit'
        changed.file.changed*.part == ['params.rows']

        and: 'a person reads the same on lines that do not go on'
        def lines = home.succeed('plan', file, '-p', "data=$data", '-p', 'rows=300').lines()
        lines.any { it ==~ /stream +generate  miss +rows: 200 → 300 since run $id/ }
        lines.any { it ==~ /look +shell +depends +on stream/ }

        where:
        extension | text
        'yaml'    | YAML
        'groovy'  | GROOVY
    }

    def "an input file that changed is named by its setting, before the run and after it"() {
        given:
        def file = write('yaml', YAML)
        ran(file)
        Files.writeString(data, 'two')

        expect:
        plan(file).with {
            it.stream.plan == 'hit' && it.look.changed*.part == ['file.inputs.data'] && it.file.changed*.part == ['file.inputs.data']
        }

        when:
        ran(file)

        then:
        home.json('why', 'last', 'file')[0].with { because == 'changed' && changed*.part == ['file.inputs.data'] }
        home.json('why', 'last', 'stream')[0].with { because == 'reused' && reusedFrom != null }
        home.succeed('why', 'last', 'file').lines()[0..1]*.replaceAll(/ run \w+/, '') == [
                "file in ${home.json('show', 'last').id}: it ran, because 1 part of its key changed since".toString(),
                '  PART              BEFORE        NOW']
    }

    def "a comment, an order of settings and of tasks, and a renamed task change nothing: #extension"() {
        given:
        ran(write(extension, text))

        when:
        def items = plan(write(extension, edited))

        then:
        items.findAll { it.value.plan == 'hit' }*.key.sort() == ['each', 'file', 'look', 'renamed']

        where:
        extension << ['yaml', 'groovy']
        text << [YAML, GROOVY]
        edited << [
                '# a comment\n' + YAML
                        .replace('stream: {type: generate, kind: sea, rows: $params.rows, seed: 1}', 'renamed: {seed: 1, rows: $params.rows, kind: sea, type: generate} # more')
                        .replace('$stream.rows', '$renamed.rows'),
                '// a comment\n' + GROOVY
                        .replace("generate('stream') { kind 'sea'; rows params.rows; seed 1 }", "generate('renamed') { seed 1; rows params.rows; /* more */ kind 'sea' }")
                        .replace('stream.rows', 'renamed.rows'),
        ]
    }

    def "why tells of each run of a task, of what is not kept, and of tasks that are not there"() {
        given:
        def file = write('yaml', YAML)
        def id = ran(file)
        ran(write('yaml', YAML.replace('[1, 2]', '[1, 5]')))

        expect:
        home.json('why', 'last', 'each')*.because == ['reused', 'changed']
        home.json('why', 'last', 'each[2]')[0].changed == [[part: 'seed', before: '2', now: '5']]
        home.succeed('why', 'last', 'each[2]').lines().last() ==~ /  seed  2 +5/
        home.succeed('why', id, 'stream').out == "stream in $id: it ran, because it never ran before in this workflow\n"
        home.succeed('why', id, 'part').out == "part in $id: it ran, because its results are not kept for later runs, so it runs each time\n"
        home.run('why', id, 'steam').with {
            it.code == 3 && it.err == "run $id has no task 'steam'. Did you mean 'stream'?\n".toString()
        }
        home.run('why', 'nope', 'stream').code == 3
    }
}
