package dev.anneal.engine.expression

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

/** Expressions as text. */
class ExpressionTextSpec extends Specification {

    static final Reference A = Reference.of('a')
    static final Reference B = Reference.of('b')
    static final Reference C = Reference.of('params', 'c')

    def "a tree is written as #text"() {
        expect:
        ExpressionText.of(tree) == text

        where:
        tree                                                              | text
        Expression.literal(0.70)                                          | '0.7'
        Expression.literal(1E+3)                                          | '1000'
        Expression.literal(null)                                          | 'null'
        Expression.literal("it's \$5\n")                                  | "'it\\'s \\\$5\\n'"
        C                                                                 | 'params.c'
        new ListOf([A, Expression.literal('x')])                          | "[a, 'x']"
        new MapOf([k: A, 'two words': B, '9': C, '': A])                  | "{k: a, 'two words': b, '9': params.c, '': a}"
        new Call('max', [A, B])                                           | 'max(a, b)'
        new Interpolation([Expression.literal('run "'), A, Expression.literal('"')]) | '"run \\"${a}\\""'
        new Unary(UnaryOperator.NOT, A)                                   | '!a'
        new Unary(UnaryOperator.MINUS, plus(A, B))                        | '-(a + b)'
    }

    def "only the parentheses that the tree needs are written: #text"() {
        expect:
        ExpressionText.of(tree) == text

        where:
        tree                                            | text
        plus(plus(A, B), C)                             | 'a + b + params.c'
        plus(A, plus(B, C))                             | 'a + (b + params.c)'
        minus(A, minus(B, C))                           | 'a - (b - params.c)'
        times(plus(A, B), C)                            | '(a + b) * params.c'
        plus(times(A, B), C)                            | 'a * b + params.c'
        times(A, times(B, C))                           | 'a * (b * params.c)'
        binary('OR', binary('AND', A, B), C)            | 'a && b || params.c'
        binary('AND', binary('OR', A, B), C)            | '(a || b) && params.c'
        binary('AND', binary('GREATER', A, B), C)       | 'a > b && params.c'
        new Unary(UnaryOperator.NOT, binary('AND', A, B)) | '!(a && b)'
    }

    private static Expression plus(Expression left, Expression right) {
        binary('PLUS', left, right)
    }

    private static Expression minus(Expression left, Expression right) {
        binary('MINUS', left, right)
    }

    private static Expression times(Expression left, Expression right) {
        binary('TIMES', left, right)
    }

    private static Expression binary(String operator, Expression left, Expression right) {
        new Binary(BinaryOperator.valueOf(operator), left, right)
    }
}
