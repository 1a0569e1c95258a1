package dev.anneal.dsl.script

import dev.anneal.dsl.Reading
import dev.anneal.engine.expression.ExpressionText
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.TaskSpec
import spock.lang.Specification

class ScriptReaderSpec extends Specification implements Reading {

    def "#call is the value #value"() {
        expect:
        ExpressionText.of(task("shell('t') { $call }").settings().run) == value

        where:
        call                              || value
        "run 'x'"                         || "'x'"
        "run 'x', 2"                      || "['x', 2]"
        'run([1])'                        || '[1]'
        'run a: 1, b: [c: 2]'             || '{a: 1, b: {c: 2}}'
        'run([a: 1])'                     || '{a: 1}'
        'run { a 1; b { c 2 }; d 3, 4 }'  || '{a: 1, b: {c: 2}, d: [3, 4]}'
        'run a: { b 1 }'                  || '{a: {b: 1}}'
        'run 0.70'                        || '0.7'
        'run 50_000'                      || '50000'
        'run 3.0d'                        || '3'
        'run 1.50G, 7L, 0x1F'             || '[1.5, 7, 31]'
        'run 1..3'                        || '[1, 2, 3]'
        'run null'                        || 'null'
        'run a.b.c'                       || 'a.b.c'
        'run params["a"]'                 || 'params.a'
        'run run.run'                     || 'run.run'
        'run "x"'                         || "'x'"
        'run "a ${1 + 1}"'                || "'a 2'"
        'run "a ${b.c} ${0.5}"'           || '"a ${b.c} 0.5"'
        'run "$b.c"'                      || '"${b.c}"'
        "run '\$b'"                       || "'\\\$b'"
        'run params.n * 2 - 1'            || 'params.n * 2 - 1'
        'run 1 + params.n'                || '1 + params.n'
        'run(-params.n)'                  || '-params.n'
        'run "${2 * params.n}"'           || '"${2 * params.n}"'
    }

    def "a condition may say #condition"() {
        expect:
        ExpressionText.of(task("shell('t') { run 'x'; when { $condition } }").when()) == text

        where:
        condition                         || text
        'true'                            || 'true'
        '!a.b'                            || '!a.b'
        '(a + 1) * -b >= -2'              || '(a + 1) * -b >= -2'
        'a == null || b != "x"'           || "a == null || b != 'x'"
        '"${a} b" == c'                   || '"${a} b" == c'
        'size([1, [k: 2]]) > max(a, 1)'   || 'size([1, {k: 2}]) > max(a, 1)'
        'return a'                        || 'a'
    }

    def "the variables of the script are constants in a condition"() {
        given:
        def task = task('''
            def floor = 0.5; def names = ['a', 'b']; def more = [x: [y: 3]]; def other = params.b
            shell('t') { run 'x'; when { a > floor && b == names && -floor < more.x.y && "n${floor}" == c && d == other } }
        ''')

        expect:
        ExpressionText.of(task.when()) == "a > 0.5 && b == ['a', 'b'] && -0.5 < 3 && 'n0.5' == c && d == params.b"
    }

    def "loops, methods and closures build tasks"() {
        when:
        def tasks = tasks('''
            for (i in 1..2) { shell("for_$i") { run i; when { i < params.n } } }
            for (int j = 3; j < 4; j++) { shell("for_$j") { run j } }
            ['a', 'b'].each { shell("each_$it") { run it; env { NAME(it) } } }
            [k: 5].each { key, value -> shell(key) { run value } }
            made('m', 6)
            def last = shell('last') { common() }
            shell('after') { run last.exit; after last }
        ''', '''
            def made(String name, int number) { shell(name) { run number; when { params.n > number } } }
        ''')

        then:
        tasks*.name() == ['for_1', 'for_2', 'for_3', 'each_a', 'each_b', 'k', 'm', 'last', 'after']
        tasks[0..5].collect { it.settings().run } == [1, 2, 3, 'a', 'b', 5].collect { new Literal(it) }
        ExpressionText.of(tasks[1].when()) == '2 < params.n'
        ExpressionText.of(tasks[6].when()) == 'params.n > 6'
        ExpressionText.of(tasks[4].settings().env) == "{NAME: 'b'}"
        tasks[8].flow().after() == ['last'] as Set
        ExpressionText.of(tasks[8].settings().run) == 'last.exit'
    }

    def "methods and closures build tasks that repeat, and tasks that run workflows"() {
        when:
        def tasks = tasks('''
            def limit = 0
            def twice = { repeat { until { a.exit > limit }; atMost 2 }; when { params.n > limit } }
            shell('a') { run 'x'; twice() }
            waiting('b', 3)
            child('c')
            [1, 2].each { size -> shell("each_$size") { run 'x'; forEach((1..size).toList()); when { item < size } } }
        ''', '''
            def waiting(String name, int most) { shell(name) { run 'x'; repeat until: { iteration > most }, atMost: most } }
            def child(String name) { workflow(name) { workflow 'other'; when { params.n > 1 }; repeat { until { c.run == 'x' }; atMost 2 } } }
        ''')

        then:
        tasks*.name() == ['a', 'b', 'c', 'each_1', 'each_2']
        tasks[0..2]*.flow()*.repetition()*.condition().collect { ExpressionText.of(it) } ==
                ['!(a.exit > 0)', '!(iteration > 3)', "!(c.run == 'x')"]
        tasks[0, 2]*.when().collect { ExpressionText.of(it) } == ['params.n > 0', 'params.n > 1']
        tasks[3..4]*.flow()*.repetition()*.over().collect { ExpressionText.of(it) } == ['[1]', '[1, 2]']
        tasks[3..4]*.when().collect { ExpressionText.of(it) } == ['item < 1', 'item < 2']
    }

    def "named values may be shared by a map"() {
        when:
        def tasks = tasks('''
            def shared = [run: 'x', timeout: '3m']
            shell 'a', *: shared
            shell('b', *: shared, retry: 2) { args 'y' }
        ''')

        then:
        tasks*.attempts()*.timeout()*.toMinutes() == [3, 3]
        tasks[1].attempts().retry().retries() == 2
        tasks[1].settings().keySet() == ['run', 'args'] as Set
    }

    def "words that Groovy has methods of the same name for are words all the same"() {
        when:
        def settings = task('''
            request('t') { workflow 'w'; with from: params.a; use 1; print 2; sleep 3; every 4; any 5; find 6; is 7; iterator 8; collect 9 }
        ''').settings()

        then:
        settings.keySet() == ['workflow', 'with', 'use', 'print', 'sleep', 'every', 'any', 'find', 'is', 'iterator', 'collect'] as Set
    }

    def "a task of a type that nobody knows is left to the planner, its block unread"() {
        when:
        def task = task("retrainOnDrft('t') { needs 3; require { a > b }; with from: x }")

        then:
        task.type() == 'retrain-on-drft'
        task.settings().isEmpty()
    }

    def "a setting that nobody knows is left to the planner, its braces unread"() {
        expect:
        task("shell('t') { run 'x'; requir { a > b } }").settings().keySet() == ['run', 'requir'] as Set
    }

    private TaskSpec task(String text) {
        tasks(text)[0]
    }

    private List<TaskSpec> tasks(String text, String before = '') {
        groovy("$before\ndef common = { run 'common' }\nworkflow('w') {\n    tasks {\n$text\n    }\n}\n").workflows()[0].tasks()
    }

    def "what would be too much for the compiler is refused at its place: #what"() {
        expect:
        problems('w.groovy', text).collect { "$it.place.line:$it.place.column ${it.code()}".toString() } == [problem]

        where:
        what                | text                                                  || problem
        'lists'             | 'def a =\n' + '[' * 10_000                            || '2:61 too-deep'
        'braces'            | 'x { ' * 10_000                                       || '1:243 too-deep'
        'parentheses'       | 'def a = ' + '(' * 10_000 + '1' + ')' * 10_000        || '1:69 too-deep'
        'signs'             | 'def a = ' + '!' * 10_000 + 'b'                       || '1:69 too-deep'
        'in texts'          | 'def a = ' + '"${' * 10_000                           || '1:191 too-deep'
    }

    def "named values mean the same with and without parentheses: #form"() {
        given:
        def head = "workflow('w') { tasks {\n"

        when:
        def plain = groovy("$head$form\n}\n}").workflows()

        then:
        plain == groovy("$head${form.replaceAll(/(inputs|env) (\w+: .*?)( ?;|\s*$| \})/, '$1($2)$3')}\n}\n}").workflows()

        where:
        form << ["shell('a') { command 'x'; env A: 'b'; outputs z: 'z' }",
                 "shell('a') {\n command 'x' // y\n env A: 'b', // a comment\n  C: 'd'\n outputs(z: 'z')\n }",
                 "shell('a') { command 'x'; env A: 'b' }; shell('b') { command 'x' }",
                 "['a', 'b'].each { n -> shell n, command: 'x', env: [A: 'b'] }",
                 "shell 'a', command: \"\uD83D\uDE00 \${run.id}\", env: [A: 'b']"]
    }
}
