package dev.anneal.engine.plan

import static dev.anneal.engine.testing.Specs.expression
import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Places
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.testing.TestTasks

import java.nio.file.Path
import spock.lang.Specification

class PlannerSpec extends Specification {

    static final Expression.Binary HOLDS =
            new Expression.Binary(Expression.BinaryOperator.GREATER, expression('$size'), expression(1))

    def planner = new Planner(TestTasks.catalog())

    def "a plan knows each task's predecessors from after, settings and when"() {
        when:
        def plan = planner.plan(workflow('w', [
                task('a', 'write', [text: 'x']),
                task('b', 'measure', [file: '$a.file']),
                task('c', 'write', [text: 'y'], after: ['a']),
                task('d', 'write', [text: 'z'], when: new Expression.Binary(
                        Expression.BinaryOperator.EQUAL, expression('$b.size'), expression(1)))]))

        then:
        plan.tasks()*.predecessors() == [[], [0], [0], [1]]
    }

    def "#wrong is refused as #code: #words"() {
        when:
        planner.plan(workflow('w', [task('a', 'write', [text: 'x'])] + tasks, [parameter('count', ParameterType.INTEGER)]))

        then:
        def refusal = thrown(InvalidWorkflowException)
        refusal.problems()*.code() == [code]
        refusal.problems()[0].message().contains(words)

        where:
        wrong                    | tasks                                                                  || code                | words
        'an unknown type'        | [task('b', 'wrte', [:])]                                               || 'unknown-task-type' | "Did you mean 'write'?"
        'an unknown setting'     | [task('b', 'write', [text: 'x', txt: 'y'])]                            || 'unknown-setting'   | "no setting 'txt'. Did you mean 'text'?"
        'an engine word misspelt' | [task('b', 'write', [text: 'x', aftr: 'a'])]                          || 'unknown-setting'   | "Did you mean 'after'?"
        'a missing setting'      | [task('b', 'write', [:])]                                              || 'missing-setting'   | "needs 'text': a text"
        'a number for a text'    | [task('b', 'write', [text: 3])]                                        || 'wrong-type'        | 'expected a text, found the number 3'
        'a text for a number'    | [task('b', 'flaky', [failures: 'three'])]                              || 'wrong-type'        | "expected a whole number, found 'three'"
        'a fraction'             | [task('b', 'flaky', [failures: 1.5])]                                  || 'wrong-type'        | 'expected a whole number, found the number 1.5'
        'a file for a text'      | [task('b', 'write', [text: '$a.file'])]                                || 'wrong-type'        | 'found $a.file, which is a file'
        'a number parameter'     | [task('b', 'write', [text: '$params.count'])]                          || 'wrong-type'        | 'found $params.count, which is a number'
        'a number for a file'    | [task('b', 'flaky', [failures: 0]), task('c', 'measure', [file: '$b.attempt'])] || 'wrong-type' | "another task's output of type file"
        'an unknown output'      | [task('b', 'measure', [file: '$a.fil'])]                               || 'unknown-reference' | "'a' (write) produces [file]. Did you mean 'a.file'?"
        'an unknown task'        | [task('b', 'measure', [file: '$aa.file'])]                             || 'unknown-reference' | "nothing is called 'aa'. Did you mean 'a'?"
        'a task without output'  | [task('b', 'measure', [file: '$a'])]                                   || 'unknown-reference' | 'Name one of its outputs: a.file'
        'an unknown parameter'   | [task('b', 'flaky', [failures: '$params.cont'])]                       || 'unknown-reference' | "Did you mean 'count'?"
        'an unknown run name'    | [task('b', 'write', [text: '$run.idd'])]                               || 'unknown-reference' | "Did you mean 'id'?"
        'after nothing'          | [task('b', 'write', [text: 'x'], after: ['aa'])]                       || 'unknown-task'      | "comes after 'aa', but there is no such task. Did you mean 'a'?"
        'a constant as a gate'   | [task('b', 'gate', [require: 3])]                                      || 'wrong-type'        | 'expected an expression, found a constant'
        'an unknown name in a gate' | [task('b', 'gate', [require: new Expression.Unary(Expression.UnaryOperator.NOT, expression('$sizes'))])] || 'unknown-reference' | "nothing is called 'sizes'. Did you mean 'size'?"
        'a map for a text'       | [task('b', 'write', [text: [a: 1]])]                                   || 'wrong-type'        | 'expected a text, found a map'
        'a circle'               | [task('b', 'write', [text: 'x'], after: ['c']), task('c', 'write', [text: 'x'], after: ['b'])] || 'cycle' | 'b -> c -> b'
        'a task after itself'    | [task('b', 'write', [text: 'x'], after: ['b'])]                        || 'cycle'             | 'b -> b'
    }

    def "every problem of a file is told at once, in source order"() {
        given:
        def first = task('a', 'wrte', [:])
        def second = task('b', 'write', [text: 3, more: 4])
        def places = new Places(Place.ofFile('w.yaml'))
        places.put('w/tasks/b/text', new Place('w.yaml', 9, 5))
        places.put('w/tasks/b/more', new Place('w.yaml', 8, 5))
        places.put('w/tasks/a/type', new Place('w.yaml', 3, 7))

        when:
        planner.plan(new WorkflowFile(Path.of('w.yaml'), [workflow('w', [first, second])], places))

        then:
        def refusal = thrown(InvalidWorkflowException)
        refusal.problems()*.place()*.toString() == ['w.yaml:3:7', 'w.yaml:8:5', 'w.yaml:9:5']
        refusal.message.readLines().size() == 3
    }

    def "a condition may use the names that its setting knows, parameters and other tasks"() {
        expect:
        planner.plan(workflow('w', [task('a', 'gate', [require: HOLDS])])).tasks().size() == 1
    }

    def "a deep graph is planned without recursion"() {
        given:
        def tasks = (0..<5_000).collect { task("t$it", 'write', [text: 'x'], after: it == 0 ? [] : ["t${it - 1}" as String]) }

        expect:
        planner.plan(workflow('w', tasks)).tasks().last().predecessors() == [4_998]
    }
}
