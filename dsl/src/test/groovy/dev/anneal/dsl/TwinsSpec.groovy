package dev.anneal.dsl

import dev.anneal.engine.problem.Place
import dev.anneal.engine.spec.Places
import dev.anneal.engine.spec.Repetition
import spock.lang.Specification

/** The two forms say the same: what one file of a pair reads to, the other does. */
class TwinsSpec extends Specification implements Reading {

    def "the two forms of #name read to equal specs"() {
        when:
        def groovy = reader.read(resource("/twins/${name}.groovy")).workflows()
        def yaml = reader.read(resource("/twins/${name}.yaml")).workflows()

        then:
        groovy*.name() == workflows
        [groovy, yaml].transpose().each { left, right ->
            assert left.parameters() == right.parameters()
            assert left.triggers() == right.triggers()
            assert left.tasks() == right.tasks()
            assert left.outputs() == right.outputs()
            assert left.limits() == right.limits()
            assert left == right
        }
        yaml*.name() == workflows

        where:
        name       || workflows
        'loans'    || ['loans', 'loans_watch']
        'words'    || ['words']
        'flow'     || ['flow', 'other', 'third', 'fourth']
        'attempts' || ['attempts']
    }

    def "#file knows where its parts stand"() {
        when:
        def path = resource("/twins/$file")
        def read = reader.read(path)
        def scores = read.workflows()[0].task('scores').orElseThrow()
        def place = { Place found -> "$found.line:$found.column".toString() }

        then:
        place(read.places().of('loans')) == name
        place(read.places().of(Places.parameter('loans', 'to'))) == parameter
        place(read.places().of(Places.task('loans', 'scores'))) == task
        place(read.places().of(Places.setting('loans', 'scores', 'require'))) == require
        place(read.places().of(Places.setting('loans', 'checks', 'columns') + '/salary/between/1')) == item
        place(read.places().of(Places.setting('loans', 'history', 'rows') + '/to')) == key
        place(read.places().of(scores.settings().require.references()[3], 'loans')) == reference
        place(read.places().of('loans_watch')) == second

        where:
        file           || name   | parameter | task    | require | item    | key     | reference | second
        'loans.yaml'   || '2:11' | '7:3'     | '23:3'  | '27:5'  | '21:48' | '14:32' | '27:57'   | '32:11'
        'loans.groovy' || '1:10' | '5:17'    | '12:18' | '12:68' | '10:99' | '9:74'  | '12:121'  | '19:10'
    }

    def "#file knows where the engine's words and the names in them stand"() {
        when:
        def read = reader.read(resource("/twins/$file"))
        def model = read.workflows()[0].task('model').orElseThrow()
        def condition = (model.flow().repetition() as Repetition.Repeat).condition()
        def place = { Place found -> "$found.line:$found.column".toString() }
        def part = { String task, String path -> place(read.places().of(Places.setting('flow', task, path))) }

        then:
        place(read.places().of(condition, '')) == until
        place(read.places().of(condition.references()[1], '')) == iteration
        part('model', 'repeat/atMost') == atMost
        part('limited', 'atOnce') == atOnce
        part('tell', 'after/short') == after
        place(read.places().of(Places.output('flow', 'label'))) == output

        where:
        file          || until   | iteration | atMost  | atOnce  | after    | output
        'flow.yaml'   || '27:21' | '27:41'   | '27:56' | '13:48' | '34:66'  | '6:32'
        'flow.groovy' || '28:30' | '28:52'   | '28:69' | '14:48' | '9:66'   | '6:34'
    }
}
