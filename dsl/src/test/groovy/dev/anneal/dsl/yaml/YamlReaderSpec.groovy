package dev.anneal.dsl.yaml

import dev.anneal.dsl.Reading
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.Expression.MapOf
import dev.anneal.engine.spec.Expression.Reference
import spock.lang.Specification
import spock.lang.Timeout

class YamlReaderSpec extends Specification implements Reading {

    def "the scalar #scalar is #value"() {
        expect:
        run(scalar) == new Literal(value)

        where:
        scalar           || value
        'on'             || 'on'
        'yes'            || 'yes'
        'No'             || 'No'
        '2026-01-01'     || '2026-01-01'
        '12:30:45'       || '12:30:45'
        '10%'            || '10%'
        '2GB'            || '2GB'
        '1h30m'          || '1h30m'
        'true'           || true
        'False'          || false
        '"true"'         || 'true'
        "'5'"            || '5'
        '~'              || null
        ''               || null
        '10_000'         || 10_000
        '0.70'           || 0.7
        '+12'            || 12
        '0x1F'           || 31
        '0o17'           || 15
        '017'            || 17
        '1e3'            || 1000
        '-.5'            || -0.5
        '0xZZ'           || '0xZZ'
        '1.2.3'          || '1.2.3'
        '"- x"'          || '- x'
    }

    def "a file holds as many workflows as documents, empty ones aside"() {
        expect:
        yaml('---\nworkflow: a\ntasks: {t: {type: shell}}\n---\n---\nworkflow: b\ntasks: {t: {type: shell}}\n...\n')
                .workflows()*.name() == ['a', 'b']
    }

    def "what an alias repeats is read as if it were written out"() {
        when:
        def tasks = yaml('workflow: w\ntasks:\n  a: &all {type: shell, env: {A: $params.a}}\n  b: *all\n').workflows()[0].tasks()

        then:
        tasks[0].settings() == tasks[1].settings()
        tasks[1].settings().env == new MapOf([A: Reference.of('params', 'a')])
    }

    @Timeout(10)
    def "aliases cannot multiply without end"() {
        given:
        def laughs = (1..40).collect { "  x$it: &x$it [${(['*x' + (it - 1)] * 9).join(', ')}]" }
        def text = 'workflow: w\ntasks:\n  t:\n    type: shell\n    env:\n' +
                (['  x0: &x0 [lol]'] + laughs).collect { '    ' + it }.join('\n')

        when:
        def found = problems('w.yaml', text)

        then:
        found.any { it.message().contains('those that aliases repeat included') && it.place().line() > 1 }
        found.size() <= 500
    }

    def "what is nested beyond reason is refused"() {
        expect:
        problems('w.yaml', 'workflow: w\ntasks: ' + '[' * 10_000)*.code() == ['too-deep']
        problems('w.yaml', 'workflow: w\ntasks: ' + '{a: ' * 10_000)*.code() == ['too-deep']
    }

    def "settings named as a later word of the engine belong to the task types that have them"() {
        when:
        def settings = yaml('workflow: w\ntasks: {t: {type: shell, env: {A: b}, outputs: {c: d}}}').workflows()[0].tasks()[0].settings()

        then:
        settings.keySet() == ['env', 'outputs'] as Set
    }

    def "an expression is bare where the task type asks for one, quoted or not"() {
        expect:
        condition(text) == condition('a.b > 3 && !c')

        where:
        text << ['a.b > 3 && !c', '"a.b > 3 && !c"', "'a.b > 3 && !c'", '>\n      a.b > 3\n      && !c', '|\n      a.b > 3\n      && !c']
    }

    def "a place inside of a #style scalar is that of the character in the file"() {
        expect:
        problems('w.yaml', "workflow: w\ntasks:\n  t:\n    type: shell\n    until: $text\n")*.place()
                .collect { "$it.line:$it.column".toString() } == [place]

        where:
        style           | text                                   || place
        'plain'         | 'a = b'                                || '5:14'
        'folded plain'  | 'a &&\n      b = c'                    || '6:9'
        'single quoted' | "'''x'' == b = c'"                     || '5:24'
        'double quoted' | '"\\"x\\" == \\u0062 = c"'             || '5:29'
        'literal'       | '|\n        a &&\n          b = c'     || '7:13'
        'folded'        | '>-\n      a &&\n      b = c'          || '7:9'
        'astral'        | "'''\uD83D\uDE00'' = c'"               || '5:19'
    }

    private Expression run(String scalar) {
        yaml("workflow: w\ntasks:\n  t:\n    type: shell\n    run: $scalar\n").workflows()[0].tasks()[0].settings().run
    }

    private Expression condition(String text) {
        yaml("workflow: w\ntasks:\n  t:\n    type: shell\n    until: $text\n").workflows()[0].tasks()[0].settings().until
    }

    def "what is too much, or breaks off, is said at its place: #what"() {
        expect:
        problems('w.yaml', "workflow: w\ntasks:\n  a: $text").collect { "$it.place.line:$it.place.column ${it.code()}".toString() } == [problem]

        where:
        what              | text                                                         || problem
        'depth'           | '[' * 5_000                                                  || '3:44 too-deep'
        'depth in blocks' | '\n' + (1..100).collect { ' ' * (3 + it) + 'a:' }.join('\n') || '42:43 too-deep'
        'an escape'       | '"x \\u'                                                     || '3:11 yaml-syntax'
    }

    def "what is not much may be repeated often"() {
        when:
        def tasks = (1..200).collect { "  t$it: {type: shell, command: x, env: *env}" }.join('\n')
        def read = yaml("workflow: w\ntasks:\n  t0: {type: shell, command: x, env: &env {A: b}}\n$tasks\n")

        then:
        read.workflows()[0].tasks().size() == 201
    }

    def "a text of very many expressions gives its one problem"() {
        expect:
        problems('w.yaml', "workflow: w\ntasks:\n  a: {type: shell, command: \"${'${params.a} ' * 50_000}\${1 +}\"}\n").size() == 1
    }
}
