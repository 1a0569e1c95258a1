package dev.anneal.dsl.expression

import dev.anneal.engine.expression.ExpressionText
import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Expressions
import dev.anneal.engine.spec.Places
import spock.lang.Specification

/** What {@link ExpressionText} writes, the parser reads back to the same tree. */
class ExpressionTextRoundTripSpec extends Specification {

    def "random trees come back equal, seed #seed"() {
        given:
        def expressions = new Expressions(seed)
        def file = Place.ofFile('f')

        expect:
        (1..60).every {
            def tree = expressions.tree(4)
            assert ExpressionParser.parse(ExpressionText.of(tree), { file }, new Places(file)) == tree
            true
        }

        where:
        seed << (1..15)
    }
}
