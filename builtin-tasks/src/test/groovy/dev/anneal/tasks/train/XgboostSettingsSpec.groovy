package dev.anneal.tasks.train

import dev.anneal.engine.problem.AnnealException
import spock.lang.Specification

class XgboostSettingsSpec extends Specification {

    def "what is not said has a default"() {
        expect:
        XgboostSettings.of([:]).all() == [rounds: 100, max_depth: 6, eta: 0.1]
    }

    def "XGBoost's second names mean the same"() {
        expect:
        XgboostSettings.of([learning_rate: 0.3, reg_lambda: 2.0]).all() == [rounds: 100, max_depth: 6, eta: 0.3, lambda: 2.0]
    }

    def "the objective follows from the number of classes: #classes"() {
        expect:
        XgboostSettings.of([:]).parameters(1, classes).subMap('objective', 'num_class').findAll { it.value } == expected

        where:
        classes || expected
        2       || [objective: 'binary:logistic']
        5       || [objective: 'multi:softprob', num_class: 5]
    }

    def "what XGBoost would not take is refused with what it takes: #given"() {
        when:
        XgboostSettings.of(given)

        then:
        def e = thrown(AnnealException)
        e.message == message

        where:
        given                         || message
        [max_dept: 3.0]               || "train: xgboost has no setting 'max_dept'. Did you mean 'max_depth'?"
        [max_depth: 2.5]              || "train: xgboost's 'max_depth' must be a whole number of at least 1 and at most 64, found 2.5"
        [eta: 0.0]                    || "train: xgboost's 'eta' must be a number above 0 and at most 1, found 0.0"
        [gamma: 'big']                || "train: xgboost's 'gamma' must be a number of at least 0, found 'big'"
        [eta: 0.1, learning_rate: .2] || "train: 'learning_rate' and 'eta' are one setting: give one of them"
    }
}
