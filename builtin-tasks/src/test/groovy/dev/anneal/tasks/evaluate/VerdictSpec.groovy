package dev.anneal.tasks.evaluate

import static dev.anneal.engine.spec.Expression.literal

import dev.anneal.engine.expression.Missing
import dev.anneal.engine.expression.Scope
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Reference
import spock.lang.Specification

class VerdictSpec extends Specification {

    static final Scope NAMES = Scope.of(
            accuracy: 0.871, auc: new Missing('auc is undefined: not every class is among the labels', false),
            baseline: [majority: 0.52], champion: [accuracy: 0.884], exact: 0.8710000000001)
    static final Scope NO_CHAMPION = Scope.of(
            accuracy: 0.871, champion: new Missing("endpoint 'loans' has no champion yet", true))

    def "a no names the comparison that does not hold, in numbers"() {
        expect:
        with(Verdict.of(require, NAMES)) {
            !it.holds()
            it.reason() == "require $reason".toString()
        }

        where:
        require                                                || reason
        greater('accuracy', 'champion.accuracy')               || 'accuracy > champion.accuracy: 0.871 > 0.884 does not hold'
        both(greater('accuracy', 'baseline.majority'),
                greater('accuracy', 'champion.accuracy'))      || 'accuracy > champion.accuracy: 0.871 > 0.884 does not hold'
        both(greater('baseline.majority', 'accuracy'),
                greater('accuracy', 'champion.accuracy'))      || 'baseline.majority > accuracy: 0.52 > 0.871 does not hold'
        greater('accuracy', 'exact')                           || 'accuracy > exact: 0.871 > 0.8710000000001 does not hold'
        greater('auc', 'accuracy')                             || 'auc > accuracy: auc is undefined: not every class is among the labels'
    }

    def "what holds has no reason"() {
        expect:
        with(Verdict.of(greater('accuracy', 'baseline.majority'), NAMES)) {
            it.holds()
            it.reason() == ''
            it.report() == [require: 'accuracy > baseline.majority', holds: true]
        }
    }

    def "a comparison with a champion that is not there yet holds, and is noted"() {
        expect:
        with(Verdict.of(greater('accuracy', 'champion.accuracy'), NO_CHAMPION)) {
            it.holds()
            it.notes() == ["endpoint 'loans' has no champion yet"]
        }
    }

    def "where nothing is required everything holds"() {
        expect:
        Verdict.of(null, NAMES).holds()
    }

    def "a number alone is no condition"() {
        when:
        Verdict.of(literal(1), NAMES)

        then:
        thrown(dev.anneal.engine.expression.EvaluationException)
    }

    private static Expression greater(String left, String right) {
        new Binary(BinaryOperator.GREATER, reference(left), reference(right))
    }

    private static Expression both(Expression left, Expression right) {
        new Binary(BinaryOperator.AND, left, right)
    }

    private static Expression reference(String path) {
        new Reference(path.split('\\.') as List)
    }
}
