package dev.anneal.engine.plan

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Place
import dev.anneal.engine.problem.Problem
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Places
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.OutputSpec
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.testing.TestSettings.AskSettings
import dev.anneal.engine.testing.TestTasks

import java.nio.file.Path
import spock.lang.Specification

/** What a plan makes of repetition, resources, tasks that always run, and workflows that run workflows. */
class PlannedWordsSpec extends Specification {

    static final Expression SMALL = new Binary(BinaryOperator.LESS, expression('$b.size'), expression(1))

    def planner = new Planner(catalog())

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
        'too small a number'  | [n: 0]                     || 'wrong-type'
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

    def "no more problems are told than anybody would read"() {
        expect:
        codes(workflow('w', (1..2_000).collect { task("t$it", 'write', [text: "\$u${it}.x" as String], after: ["v$it" as String]) })).size() == 500
    }

    private List<String> codes(WorkflowSpec workflow, Planner by = planner) {
        codes([workflow], by)
    }

    private List<String> codes(List<WorkflowSpec> workflows, Planner by = planner) {
        problems(workflows, by)*.code()
    }

    private List<Problem> problems(List<WorkflowSpec> workflows, Planner by = planner) {
        try {
            by.plan(new WorkflowFile(Path.of('w'), workflows, new Places(Place.ofFile('w'))))
            []
        } catch (InvalidWorkflowException invalid) {
            invalid.problems()
        }
    }

    private static WorkflowSpec outputs(WorkflowSpec workflow, Map<String, Object> outputs) {
        new WorkflowSpec(workflow.name(), '', workflow.parameters(), [], workflow.tasks(),
                outputs.collectEntries { name, value -> [name, expression(value)] }, Limits.NONE)
    }

    private static TaskCatalog catalog() {
        def more = [new Declared(TaskDescription.of('workflow', 1, WorldEffect.CHANGES_WORLD, AskSettings, 'Runs a workflow.')),
                    new Declared(TaskDescription.of('take', 1, WorldEffect.PURE, PlanSettings.Take, 'Takes.')),
                    new Declared(TaskDescription.of('make', 1, WorldEffect.PURE, PlanSettings.Make, 'Makes.',
                            *[data: ValueType.DATASET, model: ValueType.MODEL, number: ValueType.NUMBER, list: ValueType.LIST, map: ValueType.MAP]
                                    .collect { name, type -> new OutputSpec(name, type, '') }))]
        def known = TestTasks.catalog()
        def types = known.descriptions()*.name().findAll { !(it in more*.description()*.name()) }.collect { known.find(it).get() }
        new TaskCatalog(types + more, [])
    }

    /** A task type that nobody runs here. */
    static class Declared implements CodeTask {
        final TaskDescription description

        Declared(TaskDescription description) {
            this.description = description
        }

        TaskDescription description() {
            description
        }

        TaskOutcome run(Record settings, TaskContext context) {
            throw new UnsupportedOperationException('planning runs no task')
        }
    }
}
