package dev.anneal.engine.expression

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Call
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.ListOf
import dev.anneal.engine.spec.Expression.MapOf
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator
import spock.lang.Specification

/** What expressions evaluate to. */
class EvaluatorSpec extends Specification {

    static final Missing NO_CHAMPION = new Missing('loans has no champion yet', true)
    static final Missing UNDEFINED = new Missing('AUC is undefined: one class', false)
    static final Artifact DATA = new Artifact('train.parquet', ValueType.DATASET, Digest.of('d'), 1, 'x', [:])

    def evaluator = new Evaluator(Scope.of([
        params: [from: 5000.0, name: 'loans', fast: true, list: [1.0, 2.0], none: null],
        accuracy: 0.9, champion: NO_CHAMPION, auc: UNDEFINED, data: DATA,
    ]))

    def "#left #operator #right is #value"() {
        expect:
        evaluator.evaluate(binary(operator, lit(left), lit(right))) == value

        where: 'thirds have the 34 digits of IEEE 754 decimal128'
        left  | operator           | right | value
        1     | 'PLUS'             | 2     | 3G
        0.1   | 'PLUS'             | 0.2   | 0.3
        'a'   | 'PLUS'             | 'b'   | 'ab'
        1     | 'MINUS'            | 2.5   | -1.5
        4     | 'TIMES'            | 0.25  | 1G
        1     | 'DIVIDE'           | 3     | 0.3333333333333333333333333333333333
        6     | 'DIVIDE'           | 3     | 2G
        7     | 'REMAINDER'        | 3     | 1G
        -7    | 'REMAINDER'        | 3     | -1G
        1     | 'LESS'             | 2     | true
        2     | 'LESS'             | 2     | false
        2     | 'LESS_OR_EQUAL'    | 2     | true
        2     | 'GREATER'          | 2     | false
        2     | 'GREATER_OR_EQUAL' | 2     | true
        'a'   | 'LESS'             | 'b'   | true
        0.70  | 'EQUAL'            | 0.7   | true
        1     | 'EQUAL'            | '1'   | false
        null  | 'EQUAL'            | null  | true
        'a'   | 'NOT_EQUAL'        | 'b'   | true
        true  | 'AND'              | false | false
        false | 'OR'               | true  | true
    }

    def "names, lists, maps, texts and functions have values"() {
        expect:
        evaluator.evaluate(tree) == value

        where:
        tree                                                                    | value
        Reference.of('params', 'from')                                          | 5000.0
        Reference.of('params', 'none')                                          | null
        new ListOf([lit(1), Reference.of('params', 'fast'), lit(null)])         | [1G, true, null]
        new MapOf([a: lit('x'), b: Reference.of('params', 'list')])             | [a: 'x', b: [1.0, 2.0]]
        new Unary(UnaryOperator.MINUS, lit(3))                                  | -3G
        new Unary(UnaryOperator.NOT, Reference.of('params', 'fast'))            | false
        new Interpolation([lit('run '), Reference.of('accuracy'), lit(1E+2)])   | 'run 0.9100'
        new Interpolation([Reference.of('data')])                               | Digest.of('d').hex()
        new Call('abs', [lit(-2)])                                              | 2G
        new Call('min', [lit(3), lit(1), lit(2)])                               | 1G
        new Call('max', [lit(3), lit(1)])                                       | 3G
        new Call('size', [Reference.of('params', 'list')])                      | 2G
        new Call('size', [lit('four')])                                         | 4G
    }

    def "what comes after a decision is not looked at"() {
        expect:
        evaluator.evaluate(binary('OR', lit(true), Reference.of('nothing'))) == true
        evaluator.evaluate(binary('AND', lit(false), Reference.of('nothing'))) == false
    }

    def "a comparison with what is missing holds as its reason says, and the reason is noted once"() {
        when:
        def held = (1..2).collect { evaluator.test(tree) }

        then:
        held == [holds, holds]
        evaluator.notes() == notes

        where:
        tree                                                                            | holds | notes
        binary('GREATER', Reference.of('accuracy'), Reference.of('champion', 'accuracy')) | true  | [NO_CHAMPION.reason()]
        binary('LESS', binary('PLUS', Reference.of('champion', 'accuracy'), lit(1)), lit(0)) | true | [NO_CHAMPION.reason()]
        binary('GREATER', new Call('abs', [Reference.of('auc')]), lit(0))               | false | [UNDEFINED.reason()]
        binary('LESS', new Unary(UnaryOperator.MINUS, Reference.of('auc')), lit(0))     | false | [UNDEFINED.reason()]
        Reference.of('champion')                                                        | true  | [NO_CHAMPION.reason()]
        binary('GREATER', Reference.of('accuracy'), lit(0.5))                           | true  | []
    }

    def "a failed gate fails although what is missing would pass"() {
        given:
        def beats = binary('GREATER', Reference.of('accuracy'), Reference.of('champion', 'accuracy'))
        def floor = binary('GREATER', Reference.of('accuracy'), lit(0.95))

        expect:
        !evaluator.test(binary('AND', beats, floor))
    }

    def "what has no value says why: #message"() {
        when:
        evaluator.evaluate(tree)

        then:
        def e = thrown(EvaluationException)
        e.message.contains(message)

        where:
        tree                                                        | message
        Reference.of('acuracy')                                     | "'acuracy'. Did you mean 'accuracy'?"
        Reference.of('params', 'form')                              | "Did you mean 'from'?"
        Reference.of('accuracy', 'x')                               | "'accuracy' is no map, so it has no 'x'"
        binary('PLUS', lit(1), lit('a'))                            | "needs numbers, but found the text 'a'"
        binary('LESS', lit(1), Reference.of('data'))                | "found the dataset 'train.parquet'"
        binary('DIVIDE', lit(1), lit(0))                            | "division by zero in '1 / 0'"
        binary('REMAINDER', lit(1), lit(0))                         | 'division by zero'
        new Unary(UnaryOperator.NOT, lit(1))                        | "'1' is the number 1"
        binary('AND', lit('x'), lit(true))                          | 'must be true or false'
        new Call('sqrt', [lit(4)])                                  | "'sqrt'"
        new Call('abs', [])                                         | "'abs' takes one argument, but found 0"
        new Call('min', [])                                         | "'min' takes at least one argument"
        new Call('max', [lit('a')])                                 | "'max' takes a number or a list of numbers, but found the text 'a'"
        new Call('size', [lit(4)])                                  | "'size' takes a text, a list or a map"
        new Interpolation([Reference.of('champion')])               | NO_CHAMPION.reason()
    }

    def "names in front hide those behind by their first step"() {
        given:
        def scope = Scope.of([params: [a: 1.0, b: 2.0], other: 3.0]).with([params: [a: 9.0]])

        expect:
        scope.lookUp(Reference.of('params', 'a')) == 9.0
        scope.lookUp(Reference.of('other')) == 3.0

        when:
        scope.lookUp(Reference.of('params', 'b'))

        then:
        thrown(EvaluationException)
    }

    private static Expression lit(Object value) {
        Expression.literal(value)
    }

    private static Expression binary(String operator, Expression left, Expression right) {
        new Binary(BinaryOperator.valueOf(operator), left, right)
    }
}
