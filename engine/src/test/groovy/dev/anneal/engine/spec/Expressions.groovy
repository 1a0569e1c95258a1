package dev.anneal.engine.spec

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

/** Random trees of the kinds that a file can hold, the same for the same seed. */
final class Expressions {

    private static final List<String> NAMES = ['params', 'from', 'history', 'train', 'accuracy', '_x9', 'baseline']
    private static final List<String> TEXTS = ['', 'a', "it's", 'say "x"', '$ref', '\\', 'a\nb', '${x}', '$artifact',
                                               '{', '\u00e9\uD83D\uDE00', '30m', '0.70', 'true', 'null', '\ttab']
    private static final List<String> NUMBERS = ['0', '0.70', '-5', '1000000000000000000000000', '1E+3', '1E-30', '3.14159']

    private final Random random

    Expressions(long seed) {
        random = new Random(seed)
    }

    Expression tree(int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 12)) {
            case 0: return new Literal(of(TEXTS))
            case 1: return new Literal(new BigDecimal(of(NUMBERS)))
            case 2: return new Literal(of([true, false, null]))
            case 3..4: return new Reference((0..random.nextInt(3)).collect { of(NAMES) })
            case 5: return new ListOf(trees(depth))
            case 6: return new MapOf(trees(depth).withIndex().collectEntries { tree, int i -> [of(TEXTS + NAMES) + i, tree] })
            case 7: return new Call(of(['abs', 'min', 'max', 'size']), trees(depth))
            case 8: return new Conditional(tree(depth - 1), tree(depth - 1), tree(depth - 1))
            case 9: return Expression.part(tree(depth - 1), tree(depth - 1), random.nextBoolean())
            case 10: return random.nextBoolean() ? unary(depth) : interpolation(depth)
            default: return new Binary(of(BinaryOperator.values() as List), tree(depth - 1), tree(depth - 1))
        }
    }

    private List<Expression> trees(int depth) {
        (0..<random.nextInt(4)).collect { tree(depth - 1) }
    }

    /** Not a minus before a plain number: a file's {@code -5} is one constant. */
    private Expression unary(int depth) {
        def operand = tree(depth - 1)
        def plainNumber = operand instanceof Literal && operand.value() instanceof BigDecimal && operand.value().signum() >= 0
        new Unary(plainNumber ? UnaryOperator.NOT : of(UnaryOperator.values() as List), operand)
    }

    /** Texts and others by turns, as a file has them. */
    private Expression interpolation(int depth) {
        def other = tree(depth - 1)
        while (other instanceof Literal && other.value() instanceof String) {
            other = tree(depth - 1)
        }
        def before = of(TEXTS)
        def after = of(TEXTS)
        new Interpolation([before, other, after].findAll { it != '' }.collect { it instanceof String ? new Literal(it) : it })
    }

    private <T> T of(List<T> choices) {
        choices[random.nextInt(choices.size())]
    }
}
