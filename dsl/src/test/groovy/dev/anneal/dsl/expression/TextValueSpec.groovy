package dev.anneal.dsl.expression

import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.spec.Places
import spock.lang.Specification

class TextValueSpec extends Specification {

    def "#text is a reference, or a text with values in it, or just a text"() {
        expect:
        parse(text) == value

        where:
        text                  || value
        'plain'               || new Literal('plain')
        '$history.train'      || Reference.of('history', 'train')
        '$checks'             || Reference.of('checks')
        'a ${b.c} d'          || new Interpolation([new Literal('a '), Reference.of('b', 'c'), new Literal(' d')])
        '${b}'                || new Interpolation([Reference.of('b')])
        '${b}${c}'            || new Interpolation([Reference.of('b'), Reference.of('c')])
        'echo $HOME $$ $(ls)' || new Literal('echo $HOME $$ $(ls)')
        '$'                   || new Literal('$')
        '$1'                  || new Literal('$1')
        '$$HOME/bin'          || new Literal('$HOME/bin')
        '$$'                  || new Literal('$')
        'a $${b}'             || new Literal('a ${b}')
        '$${b} ${c}'          || new Interpolation([new Literal('${b} '), Reference.of('c')])
        '$$${b}'              || new Interpolation([new Literal('$'), Reference.of('b')])
        '\\n "quoted"'        || new Literal('\\n "quoted"')
    }

    def "#text is refused at column #column: #words"() {
        when:
        parse(text)

        then:
        MalformedExpression refused = thrown()
        refused.problem().place().column() == column
        words.every { refused.problem().message().contains(it) }

        where:
        text               || column | words
        '$params.data/x'   || 13     | ["'/x'", '${params.data}/x', "'\$\$'"]
        '$a.'              || 3      | ["'.'"]
        'x ${a'            || 3      | ['not closed', "'}'"]
        'x ${}'            || 5      | ['expected a value', "'}'"]
        'x ${a b}'         || 7      | ["'b'"]
        'x ${a = b}'       || 7      | ["'=='"]
    }

    def "a long text without expressions is no matter"() {
        expect:
        parse('x' * 100_000) == new Literal('x' * 100_000)
    }

    private static Expression parse(String text) {
        TextValue.parse(text, { int offset -> new Place('w.yaml', 1, offset + 1) }, new Places(Place.ofFile('w.yaml')))
    }
}
