package dev.anneal.engine.plan

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Repetition

import spock.lang.Specification

/** What a plan makes of repetition, resources and tasks that always run. */
class PlannedWordsSpec extends Specification implements Planning {

    static final Expression SMALL = new Binary(BinaryOperator.LESS, expression('$b.size'), expression(1))

    def "a task waits for what its items, its amounts and its repetition name, and not for itself"() {
        when:
        def plan = planner.plan(workflow('w', [
                task('a', 'write', [text: 'x']),
                task('b', 'measure', [file: '$a.file'], repetition: new Repetition.Repeat(new Unary(UnaryOperator.NOT, SMALL), 3, null, true)),
                task('c', 'write', [text: '$item'], repetition: new Repetition.ForEach(expression(['$run.id', '$b.size']), 0)),
                task('d', 'write', [text: 'x'], resources: [cpu: '$b.size', memory: new Interpolation([expression('$c.file'), expression('GB')])]),
                task('e', 'write', [text: 'x'], always: true, after: ['a'])]))

        then:
        plan.tasks()*.predecessors() == [[], [0], [1], [1, 2], [0]]
    }

    def "a task that names itself anywhere but in the condition of its repetition waits for itself"() {
        expect:
        problems([workflow('w', [task('a', 'write', [text: 'x']),
                task('b', 'measure', [file: '$a.file', times: '$b.size'], repetition: new Repetition.Repeat(SMALL, 3, null, true))])])
                *.message() == ['tasks wait for each other in a circle: b -> b. A loop is closed by a run request, not by a reference.']
    }

    def "'#value' for #setting of a #type is #verdict beside a task that runs for each of a list"() {
        given:
        def tasks = [task('one', 'make', [:]), task('each', 'make', [:], repetition: new Repetition.ForEach(expression([1, 2]), 0)),
                     task('t', type, [(setting): expression(value)])]

        expect:
        codes(workflow('w', tasks)) == (verdict == 'fine' ? [] : [verdict])

        where:
        value                       | setting    | type   || verdict
        '$each.data'                | 'data'     | 'take' || 'fine'
        '$each.model'               | 'data'     | 'take' || 'wrong-type'
        '$one.data'                 | 'data'     | 'take' || 'wrong-type'
        ['$one.data', '$one.data']  | 'data'     | 'take' || 'fine'
        ['$each.data']              | 'data'     | 'take' || 'wrong-type'
        '$one.list'                 | 'data'     | 'take' || 'fine'
        '$each.list'                | 'data'     | 'take' || 'wrong-type'
        '$each.data'                | 'anything' | 'take' || 'fine'
        '$each.data.rows'           | 'anything' | 'take' || 'unknown-reference'
        '$one.any'                  | 'data'     | 'take' || 'fine'
        '$each.any'                 | 'data'     | 'take' || 'fine'
        '$each.any'                 | 'one'      | 'take' || 'wrong-type'
        '$one.any.part'             | 'one'      | 'take' || 'fine'
        '$one.map.any.part'         | 'anything' | 'take' || 'fine'
        '$one.map'                  | 'one'      | 'take' || 'wrong-type'
        '$one.data'                 | 'one'      | 'take' || 'fine'
    }

    def "#over is #verdict as what there is an item of"() {
        expect:
        codes(workflow('w', [task('one', 'make', [:]),
                task('t', 'make', [:], repetition: new Repetition.ForEach(expression(over), 0))],
                [parameter('n', ParameterType.INTEGER)])) == (verdict == 'fine' ? [] : [verdict])

        where:
        over                             || verdict
        [1, '$one.number']               || 'fine'
        '$one.list'                      || 'fine'
        '$one.map.folds'                 || 'fine'
        '$one.any'                       || 'fine'
        '$one.map'                       || 'fine'
        [a: '$one.map']                  || 'wrong-type'
        '$one.data'                      || 'wrong-type'
        '$params.n'                      || 'wrong-type'
        'text'                           || 'wrong-type'
        [a: [1], b: '$one.list']         || 'fine'
        [a: [1], b: '$one.number']       || 'wrong-type'
        '$t.list'                        || 'cycle'
    }

    def "taking #options is #within where there are 4 processors, 8 GB and 3 of the pool db, and #alone where nobody knows"() {
        given:
        def capacity = new Capacity([cpu: 4_000L, memory: 8_000_000_000_000L, db: 3_000L])
        def spec = workflow('w', [task(options, 'a', 'write', [text: 'x'])], [parameter('n', ParameterType.INTEGER)])

        expect:
        codes(spec, planner.within(capacity)) == (within == 'fine' ? [] : [within])
        codes(spec, planner) == (alone == 'fine' ? [] : [alone])

        where:
        options                         || within         | alone
        [resources: [cpu: 4]]           || 'fine'         | 'fine'
        [resources: [cpu: 4.5]]         || 'never-fits'   | 'fine'
        [resources: [memory: '8GB']]    || 'fine'         | 'fine'
        [resources: [memory: '9GB']]    || 'never-fits'   | 'fine'
        [resources: [gpu: 64]]          || 'fine'         | 'fine'
        [resources: [disk: 1]]          || 'unknown-word' | 'unknown-word'
        [resources: [cpu: 0]]           || 'wrong-type'   | 'wrong-type'
        [resources: [memory: 5]]        || 'wrong-type'   | 'wrong-type'
        [resources: [memory: '$params.n']] || 'wrong-type' | 'wrong-type'
        [resources: [cpu: '$params.n']] || 'fine'         | 'fine'
        [resources: [cpu: '$run.id']]   || 'wrong-type'   | 'wrong-type'
        [pools: [db: 3]]                || 'fine'         | 'fine'
        [pools: [db: 4]]                || 'never-fits'   | 'fine'
        [pools: [dv: 1]]                || 'unknown-pool' | 'fine'
    }

    def "what cannot fit says how much there is, and what to do"() {
        given:
        def here = planner.within(new Capacity([memory: 1_500_000_000_000L, db: 3_000L]))

        expect:
        problems([workflow('w', [task('a', 'write', [text: 'x'], resources: [memory: '2GB'], pools: [dv: 1, db: 4])])], here)*.message() == [
                "task 'a' takes memory: 2GB, and there is only 1.5GB in all, so it could never start. Take less.",
                "task 'a' takes pool db: 4, and there is only 3 in all, so it could never start. " +
                        "Take less, or make the pool larger: 'anneal pools set db SIZE'.",
                "task 'a' takes from the pool 'dv', but there is no such pool. Did you mean 'db'? 'anneal pools set dv SIZE' makes one."]
    }

    def "no more problems are told than anybody would read"() {
        expect:
        codes(workflow('w', (1..2_000).collect { task("t$it", 'write', [text: "\$u${it}.x" as String], after: ["v$it" as String]) })).size() == 500
    }
}
