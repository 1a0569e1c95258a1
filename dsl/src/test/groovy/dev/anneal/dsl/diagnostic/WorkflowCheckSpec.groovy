package dev.anneal.dsl.diagnostic

import dev.anneal.dsl.LoanTypes
import dev.anneal.dsl.Reading
import dev.anneal.engine.plan.Planner
import dev.anneal.engine.problem.InvalidWorkflowException
import java.nio.file.Path
import spock.lang.Specification

/** Problems of reading and of planning together, and none that only follows from another. */
class WorkflowCheckSpec extends Specification implements Reading {

    def check = new WorkflowCheck(reader, new Planner(LoanTypes.catalog()))

    private List<String> found(String name, String text) {
        try {
            check.check(Path.of(name), text.stripIndent())
            []
        } catch (InvalidWorkflowException invalid) {
            invalid.problems().collect { "${it.place().line()} ${it.code()}".toString() }
        }
    }

    def "what is wrong with reading and with planning is told at once, in source order: #form"() {
        expect:
        found("w.$form", text) == ['2 unknown-reference', '3 bad-default', '4 wrong-type', '5 unknown-reference', '5 wrong-type', '6 unknown-task-type']

        where:
        form     | text
        'yaml'   | '''\
                   workflow: w
                   outputs: {a: $none.out}
                   params: {n: {type: integer, default: x}}
                   tasks: {a: {type: shell, run: x, when: "1"},
                     b: {type: shell, run: "${c.out}", retry: often},
                     d: {type: shel, run: x}}
                   '''
        'groovy' | '''\
                   workflow('w') {
                       outputs a: none.out
                       params { integer 'n', default: 'x' }
                       tasks { shell('a') { run 'x'; when { 1 } }
                           shell('b') { run "${c.out}"; retry 'often' }
                           shel('d') { run 'x' }
                       }
                   }
                   '''
    }

    def "nothing is told that only follows: #what"() {
        expect:
        found('w.yaml', "workflow: w\nparams: {n: {type: integer, default: 1}}\n$text") == problems

        where:
        what                                          | text                                                                                       || problems
        'a task without a type is there'              | 'tasks:\n  a: {run: x}\n  b: {type: shell, run: "${a.out}", after: a}\n'                   || ['4 missing']
        'a task that is no map is there'              | 'tasks:\n  a: shell\n  b: {type: shell, run: x, after: a}\n'                               || ['4 missing', '4 wrong-type']
        'the items of a task are not known'           | 'tasks:\n  a: {type: shell, forEach: 3, run: "${item}"}\n'                                 || ['4 wrong-type']
        'a misspelt word may have held the name'      | 'taks: {a: {type: shell, run: x}}\ntasks:\n  b: {type: shell, run: x, after: a}\n'          || ['3 unknown-word']
        'a name that is none may have been meant'     | 'tasks:\n  a-b: {type: shell, run: x}\n  b: {type: shell, run: "${a.out}", after: a}\n'    || ['4 bad-name']
        'where tasks are no map nothing is planned'   | 'tasks: [a]\nalways: {t: {type: shell, run: "${a.out}"}}\n'                                || ['3 wrong-type']
        'a setting that could not be read has a type' | 'tasks:\n  a: {type: shell, run: "${"}\n'                                                  || ['4 expression-syntax']
    }

    def "a parameter that could not be read is there, also for a task that runs the workflow"() {
        expect:
        found('w.yaml', '''\
            workflow: w
            tasks:
              a: {type: shell, run: "${params.n} ${params.m}"}
            params: {n: {type: integr}}
            ''') == ['3 unknown-reference', '4 unknown-type']
    }
}
