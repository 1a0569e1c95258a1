package dev.anneal.dsl.expression

import dev.anneal.engine.expression.ExpressionText
import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Call
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.ListOf
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.Expression.MapOf
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator
import dev.anneal.engine.spec.Places
import spock.lang.Specification

class ExpressionParserSpec extends Specification {

    Places places = new Places(Place.ofFile('w.yaml'))

    def "reads #text"() {
        expect:
        parse(text) == tree

        where:
        text                     || tree
        '10_000'                 || new Literal(10_000)
        '-0.70'                  || new Literal(-0.7)
        '1e-3'                   || new Literal(0.001)
        'true'                   || new Literal(true)
        'null'                   || new Literal(null)
        "'it\\'s \${x}'"         || new Literal('it\'s ${x}')
        '"\\t"'                  || new Literal('\t')
        'params.from'            || Reference.of('params', 'from')
        'trueish'                || Reference.of('trueish')
        '!a'                     || new Unary(UnaryOperator.NOT, Reference.of('a'))
        '-a'                     || new Unary(UnaryOperator.MINUS, Reference.of('a'))
        '-(5)'                   || new Literal(-5)
        '[1, a]'                 || new ListOf([new Literal(1), Reference.of('a')])
        '[]'                     || new ListOf([])
        '{a: 1, "b c": 2}'       || new MapOf([a: new Literal(1), 'b c': new Literal(2)])
        '{}'                     || new MapOf([:])
        'max(a, 2)'              || new Call('max', [Reference.of('a'), new Literal(2)])
        '"n=${a.b}!"'            || new Interpolation([new Literal('n='), Reference.of('a', 'b'), new Literal('!')])
        '"${"${a}"}"'            || new Interpolation([new Interpolation([Reference.of('a')])])
    }

    def "#text means #grouped"() {
        expect:
        parse(text) == parse(grouped)

        where:
        text                  || grouped
        'a || b && c'         || 'a || (b && c)'
        'a && b == c'         || 'a && (b == c)'
        'a == b < c'          || 'a == (b < c)'
        'a < b + c'           || 'a < (b + c)'
        'a + b * c'           || 'a + (b * c)'
        'a - b - c'           || '(a - b) - c'
        'a / b * c % d'       || '((a / b) * c) % d'
        '!a == b'             || '(!a) == b'
        '-a * b'              || '(-a) * b'
        ' a\n  &&\tb '        || 'a&&b'
    }

    def "a minus belongs to the number after it, and not to the one before"() {
        expect:
        parse('a -5') == new Binary(BinaryOperator.MINUS, Reference.of('a'), new Literal(5))
        parse('a > -5') == new Binary(BinaryOperator.GREATER, Reference.of('a'), new Literal(-5))
    }

    def "#text is refused at column #column because #words"() {
        when:
        parse(text)

        then:
        MalformedExpression refused = thrown()
        refused.problem().place() == new Place('w.yaml', 1, column)
        words.every { refused.problem().message().contains(it) }

        where:
        text               || column | words
        ''                 || 1      | ['expected a value', 'the end']
        'a &&'             || 5      | ['expected a value', 'the end']
        'a b'              || 3      | ['operator', "'b'"]
        'a = 3'            || 3      | ["'=='"]
        'a and b'          || 3      | ["'&&'", "'and'"]
        'not a'            || 1      | ["'!'", "'not'"]
        'a & b'            || 3      | ["'&&'"]
        'a ? b'            || 6      | ["':'", 'otherwise']
        'a [0]'            || 3      | ["'['", 'right behind']
        'a[0'              || 2      | ['not closed', "']'"]
        'a?.'              || 4      | ['a name after']
        'a.'               || 3      | ["'a.'"]
        'a.1'              || 3      | ["'a.'", "'1'"]
        '(a'               || 1      | ["'('", "')'"]
        '(a b)'            || 4      | ["')'", "'b'"]
        '[1, 2'            || 1      | ["']'"]
        '{a 1}'            || 4      | ["':'", "'a'"]
        '{a: 1, a: 2}'     || 8      | ["'a'", 'twice']
        '30m'              || 1      | ["'30m'", 'quotes']
        '1__0'             || 1      | ["'1__0'"]
        '$params.from'     || 1      | ['params.from', "'\$'"]
        'siez(a)'          || 1      | ["'siez'", "'size'"]
        'a.size()'         || 1      | ['a.size', 'method']
        "'abc"             || 1      | ['not closed']
        '"a ${b"'          || 7      | ["'\"'", "'}'"]
        "'\\q'"            || 2      | ['escape', "'q'"]
        '1e999999999'      || 1      | ['400 digits']
        'a \u0007'         || 3      | ['U+0007']
    }

    def "every node knows where it begins"() {
        when:
        def tree = parse('a.b > max(-1, "x${c}")') as Binary

        then:
        columns(tree) == [1]
        columns(tree.left()) == [1]
        columns(tree.right()) == [7]
        columns(*(tree.right() as Call).arguments()) == [11, 15]
        columns(*((tree.right() as Call).arguments()[1] as Interpolation).parts()) == [16, 19]
    }

    def "what is too #size is refused, not gone into"() {
        when:
        parse(text)

        then:
        MalformedExpression refused = thrown()
        refused.problem().message().contains(words)

        where:
        size             | text                             || words
        'long'           | 'a' * 10_001                     || '10000 characters'
        'nested'         | '(' * 4_000 + 'a' + ')' * 4_000  || 'too deep'
        'full of texts'  | '"${' * 2_000                    || 'too deep'
        'long a chain'   | 'a' + '+a' * 4_000               || 'too deep'
        'full of minus'  | '-' * 9_000 + 'a'                || 'too deep'
    }

    def "any tree that can be written reads back to itself"() {
        given:
        def trees = new ExpressionTrees(new Random(20_261))

        expect:
        (1..3_000).every {
            def tree = trees.any(5)
            def text = ExpressionText.of(tree)
            assert parse(text) == tree
            true
        }
    }

    private Expression parse(String text) {
        ExpressionParser.parse(text, { int offset -> new Place('w.yaml', 1, offset + 1) }, places)
    }

    private List<Integer> columns(Expression... nodes) {
        nodes.collect { places.of(it, '').column() }
    }
}
