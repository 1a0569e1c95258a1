package dev.anneal.dsl.expression

import dev.anneal.dsl.Reading
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.expression.EvaluationException
import dev.anneal.engine.expression.Evaluator
import dev.anneal.engine.expression.ExpressionText
import dev.anneal.engine.expression.Functions
import dev.anneal.engine.expression.Missing
import dev.anneal.engine.expression.Scope
import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Places
import spock.lang.Specification

/** What an expression means, the same in both forms. */
class ExpressionsSpec extends Specification implements Reading {

    static final Map NAMES = [
        params: Values.normalise([from: 5, name: 'loans', fast: true, list: [3, 1, 2], none: null, axes: [depth: 3, 'a key': 'x'], rows: [[n: 1], [n: 2]]]),
        champion: new Missing('no champion yet', true),
    ]

    def "#text is #value"() {
        expect:
        value(parsed(text)) == value

        and: 'both forms give one tree, and its text reads back to it'
        inGroovy(text) == parsed(text)
        inYaml(text) == parsed(text)
        parsed(ExpressionText.of(parsed(text))) == parsed(text)

        where:
        text                                            || value
        "params.fast ? 'yes' : 'no'"                    || 'yes'
        '1 > 2 ? 1 : 3 > 2 ? 2 : 3'                     || 2G
        'params.none ?: 7'                              || 7G
        'params.name ?: 7'                              || 'loans'
        "champion.accuracy ?: 0.5"                      || 0.5
        'params.none ?: params.none ?: 1'               || 1G
        'params.none?.depth'                            || null
        'params.none?.depth?.more ?: 2'                 || 2G
        'params.axes.depth'                             || 3G
        "params.axes['a key']"                          || 'x'
        "params.axes['depth']"                          || 3G
        "params.axes?['nothing']"                       || null
        'params.list[0]'                                || 3G
        'params.list[size(params.list) - 1]'            || 2G
        'params.list?[9] ?: 0'                          || 0G
        'params.rows[1].n'                              || 2G
        'first(params.rows).n'                          || 1G
        'last(params.list) == 2'                        || true
        '2 in params.list'                              || true
        "'depth' in params.axes && !(9 in [1, 2])"      || true
        '-params.list[1] + 2 * 3'                       || 5G
        '(params.fast ? 1 : 2) + 1'                     || 2G
        'floor(2.7) + ceil(2.1) + abs(-1)'              || 6G
        'round(2.345, 2)'                               || 2.35
        'round(-2.5)'                                   || -3G
        'min(params.list) + max(1, params.list)'        || 4G
        'sum(params.list) + sum([])'                    || 6G
        'mean(params.list)'                             || 2G
        "upper(trim(' a ')) + lower('B')"               || 'Ab'
        "contains('abc', 'b') && startsWith('abc', 'a') && endsWith('abc', 'c')" || true
        "replace('a.b.c', '.', '--')"                   || 'a--b--c'
        "join(split('a.b.c', '.'), '/')"                || 'a/b/c'
        "join(keys(params.axes), ',')"                  || 'depth,a key'
        "values(params.axes)[0]"                        || 3G
        "number('2.50') + number('1e2')"                || 102.5
        "text(1.50) + text(true)"                       || '1.5true'
        "seconds('1h30m') / 60"                         || 90G
        "bytes('2GiB') > bytes('2GB')"                  || true
        "size('four') + size([1]) + size(params.axes)"  || 7G
        '"${params.fast ? params.name : 1}!"'           || 'loans!'
    }

    def "'#text' has no value: #message"() {
        when:
        value(parsed(text))

        then:
        def e = thrown(EvaluationException)
        e.message == message

        where:
        text                          || message
        'params.list[3]'              || "'params.list' has the items 0 to 2, no item 3"
        'params.list[0.5]'            || "'params.list' has the items 0 to 2, no item 0.5"
        '[][0]'                       || "'[]' has no items, no item 0"
        "params.axes['dept']"         || "nothing here is called 'dept'. Did you mean 'depth'?"
        "params.name[0]"              || "'params.name' is the text 'loans', which has no part 0"
        "params.none[0]"              || "'params.none' is nothing, which has no part 0"
        "1 in 'a'"                    || "'1 in 'a'' needs a list or a map on the right, but found the text 'a'; whether a text has a part says contains(text, part)"
        "max([])"                     || "'max([])': there is no number"
        "sum([1, 'a'])"               || "'sum' takes a number or a list of numbers, but found a list with the text 'a' in it"
        "abs(1, 2)"                   || "'abs' takes one argument, but found 2: abs(number)"
        "round('a')"                  || "'round' takes a number, but found the text 'a'"
        "round(1, 99)"                || "'round(1, 99)': digits are a whole number from 0 to 30"
        "split('a', '')"              || "'split('a', '')': the separator is empty"
        "number('1e99999')"           || "'number('1e99999')' makes a number of more than 10000 digits"
        "number('one')"               || "'number('one')': 'one' is no number"
        "seconds('2 h')"              || "'seconds('2 h')': '2 h' is no duration such as '90s' or '2h30m'"
        "bytes('2gb')"                || "'bytes('2gb')': '2gb' is no size such as '512MB' or '2GiB'"
    }

    def "a value is bounded, however short the expression"() {
        given: 'ten times ten times ... a text'
        def text = (1..7).inject("'0123456789'") { inner, i -> "replace($inner, '0', '0123456789012345678901234567890123456789')" }
        def more = (1..12).inject("'aaaaaaaaaa'") { inner, i -> "replace($inner, 'a', 'aaaaaaaaaa')" }

        when:
        value(parsed(more))

        then:
        def e = thrown(EvaluationException)
        e.message.endsWith('makes a text of more than 1000000 characters')
        value(parsed(text)).length() < 1_000_000
    }

    def "a script's variables are spliced into parts and choices"() {
        expect:
        def spec = groovy("""\
            def depths = [3, 6]
            def axes = [a: 1, 'b c': 2]
            def i = 1
            workflow('w') {
                params { integer 'x', default: 1 }
                tasks {
                    shell('a') { run 'x'; when { params.x == depths[i] } }
                    shell('b') { run 'x'; when { axes.a == 1 ? axes['b c'] == params.x : false } }
                }
            }""".stripIndent()).workflows()[0]
        spec.tasks().collect { new Evaluator(Scope.of([params: Values.normalise([x: 6])])).evaluate(it.when()) } == [true, false]
    }

    def "every function has a signature and says what it does"() {
        expect:
        Functions.all().every { it.signature() ==~ /[a-zA-Z]+\(.+\)/ && it.does().endsWith('.') && it.names().size() >= it.least() }
        Functions.names().size() == Functions.all().size()
    }

    private static Expression parsed(String text) {
        def file = Place.ofFile('f')
        ExpressionParser.parse(text, { file }, new Places(file))
    }

    private static Object value(Expression expression) {
        new Evaluator(Scope.of(NAMES)).evaluate(expression)
    }

    private Expression inYaml(String text) {
        yaml("workflow: w\ntasks:\n  t:\n    type: shell\n    run: x\n    when: >-\n      $text\n").workflows()[0].tasks()[0].when()
    }

    private Expression inGroovy(String text) {
        groovy("workflow('w') {\n  tasks { shell('t') { run 'x'; when { $text } } }\n}\n").workflows()[0].tasks()[0].when()
    }
}
