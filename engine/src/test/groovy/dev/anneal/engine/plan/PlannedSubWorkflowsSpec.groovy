package dev.anneal.engine.plan

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.WorkflowSpec

import spock.lang.Specification

/** What a plan knows of tasks that run workflows. */
class PlannedSubWorkflowsSpec extends Specification implements Planning {

    def "an output of a workflow has the type of what it is made of, seen from a workflow that runs it"() {
        given:
        def inner = outputs(workflow('inner', [task('m', 'make', [:])]), [deep: '$m.data', size: '$m.number'])
        def child = outputs(workflow('child', [task('i', 'workflow', [workflow: 'inner']), task('m', 'make', [:])]), [
                deep: '$i.deep', text: new Interpolation([expression('a'), expression('$run.id')]),
                sum: new Binary(BinaryOperator.PLUS, expression('$i.size'), expression(1)), flag: true, nothing: null])
        def parent = workflow('parent', [task('c', 'workflow', [workflow: 'child']),
                task('each', 'workflow', [workflow: 'child'], repetition: new Repetition.ForEach(expression([1]), 0)),
                task('t', 'take', [one: value, number: number, anything: any, data: list])])

        expect:
        codes([parent, child, inner]) == wrong

        where:
        value      | number      | any          | list         || wrong
        '$c.deep'  | '$c.sum'    | '$c.nothing' | '$each.deep' || []
        '$c.text'  | '$c.sum'    | '$c.flag'    | '$each.deep' || ['wrong-type']
        '$c.deep'  | '$c.flag'   | '$c.flag'    | '$each.text' || ['wrong-type', 'wrong-type']
        '$c.deep'  | '$c.sum'    | '$c.dep'     | '$each.dep'  || ['unknown-reference', 'unknown-reference']
    }

    def "a workflow that is not in the file may take and give anything"() {
        expect:
        codes(workflow('w', [task('c', 'workflow', [workflow: 'elsewhere', with: [x: 1]]), task('t', 'take', [one: '$c.any', anything: '$c.x.y'])])) == []
    }

    def "#what given to a workflow is #code"() {
        given:
        def child = workflow('child', [task('a', 'write', [text: 'x'])], [
                parameter('n', ParameterType.INTEGER, min: 1), parameter('d', ParameterType.DURATION, required: false),
                parameter('b', ParameterType.BOOLEAN, value: true)])
        def parent = workflow('parent', [task('m', 'make', [:]), task('c', 'workflow', [workflow: 'child', with: given])])

        expect:
        codes([parent, child]) == (code == 'fine' ? [] : [code])

        where:
        what                  | given                      || code
        'what it needs'       | [n: 1]                     || 'fine'
        'everything'          | [n: '$m.number', d: '3m', b: false] || 'fine'
        'a name it has not'   | [n: 1, m: 2]               || 'unknown-parameter'
        'too little'          | [d: '3m']                  || 'missing-parameter'
        'nothing'             | [n: null]                  || 'missing-parameter'
        'too small a number'  | [n: 0]                     || 'wrong-type'
        'an open output'      | [n: '$m.any']              || 'fine'
        'no number'           | [n: '$m.data']             || 'wrong-type'
        'no duration'         | [n: 1, d: '$m.number']     || 'wrong-type'
        'a list'              | [n: 1, b: [true]]          || 'wrong-type'
        'whatever comes'      | '$m.map'                   || 'fine'
    }

    def "workflows that run each other in a circle are refused, and the types of their outputs are not looked for without end"() {
        given:
        def first = outputs(workflow('first', [task('a', 'workflow', [workflow: 'second'])]), [x: '$a.x'])
        def second = outputs(workflow('second', [task('b', 'workflow', [workflow: 'first'])]), [x: '$b.x'])

        expect:
        codes([first, second]) == ['workflow-cycle']
        codes(first) == []
        codes(workflow('own', [task('a', 'workflow', [workflow: 'own'])])) == ['workflow-cycle']
    }

    private static WorkflowSpec outputs(WorkflowSpec workflow, Map<String, Object> outputs) {
        new WorkflowSpec(workflow.name(), '', workflow.parameters(), [], workflow.tasks(),
                outputs.collectEntries { name, value -> [name, expression(value)] }, Limits.NONE)
    }
}
