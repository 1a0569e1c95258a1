package dev.anneal.dsl.expression

import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Call
import dev.anneal.engine.spec.Expression.Conditional
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.ListOf
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.Expression.MapOf
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator

/** Random trees in the form that reading gives them: a minus before a number is part of it, texts side by side are one. */
class ExpressionTrees {

    private static final List<String> TEXTS = ['', 'a', "it's", 'say "x"', '${x}', '$', 'a\nb', '\t\r', '\\', '}', 'ü €', '# {a: b}']
    private static final List<String> KEYS = ['a', 'b_1', 'c d', '', "d'e", '1f', '${g}']

    private final Random random

    ExpressionTrees(Random random) {
        this.random = random
    }

    Expression any(int depth) {
        switch (random.nextInt(depth > 0 ? 11 : 3)) {
            case 0: return new Literal(pick([null, true, false, *TEXTS]))
            case 1: return new Literal(new BigDecimal(BigInteger.valueOf(random.nextInt(20_000) - 10_000), random.nextInt(6)))
            case 2: return new Reference((0..random.nextInt(3)).collect { pick(['params', 'a', 'b2', '_c', 'nothing', 'andy']) })
            case 3: return new ListOf(several(depth))
            case 4: return new MapOf(several(depth).collectEntries { [pick(KEYS), it] })
            case 5: return unary(depth)
            case 6: return new Call(pick(['abs', 'max', 'min', 'size']), several(depth))
            case 7: return interpolation(depth)
            case 8: return new Conditional(any(depth - 1), any(depth - 1), any(depth - 1))
            case 9: return Expression.part(any(depth - 1), any(depth - 1), random.nextBoolean())
            default: return new Binary(pick(BinaryOperator.values() as List), any(depth - 1), any(depth - 1))
        }
    }

    private Expression unary(int depth) {
        def operand = any(depth - 1)
        random.nextBoolean() ? new Unary(UnaryOperator.NOT, operand) : ExpressionParser.negated(operand)
    }

    private Expression interpolation(int depth) {
        def parts = []
        several(depth).each { part ->
            if (random.nextBoolean()) {
                parts << new Literal(pick(TEXTS - ''))
            }
            parts << (part instanceof Literal && part.value() instanceof String ? Reference.of('x') : part)
        }
        parts.any { !(it instanceof Literal) } ? new Interpolation(parts) : Reference.of('y')
    }

    private List<Expression> several(int depth) {
        (0..<random.nextInt(4)).collect { any(depth - 1) }
    }

    private <T> T pick(List<T> from) {
        from[random.nextInt(from.size())]
    }
}
