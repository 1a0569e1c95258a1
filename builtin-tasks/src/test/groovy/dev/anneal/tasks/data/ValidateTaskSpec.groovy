package dev.anneal.tasks.data

import dev.anneal.engine.codec.Json
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ValidateTaskSpec extends Specification {

    @TempDir
    Path folder

    def "rows that are as expected pass, with a profile"() {
        when:
        def outcome = validate(rows: [min: 5, max: 5], columns: [
                salary: [type: 'double', between: [20_000, 150_000], missing: 0.2],
                level : [allowed: [0, 1, 2]], city: [type: 'text', allowed: ['Ulm', 'Bonn']]])
        def report = Json.readValues(text(outcome))

        then:
        outcome instanceof TaskOutcome.Succeeded
        report.broken == []
        report.columns.find { it.name == 'salary' } == [
                name: 'salary', type: 'double', missing: 1, least: 20_000.5, greatest: 150_000]
    }

    def "a broken expectation is named with how many rows break it and the first of them: #columns"() {
        when:
        def outcome = validate(columns: columns)

        then:
        outcome instanceof TaskOutcome.Rejected
        outcome.reason() == reason

        where:
        columns                                || reason
        [salary: [between: [30_000, 100_000]]] || "expected 'salary' between 30000 and 100000, outside of it: 2 rows (row 0 has 20000.5, row 4 has 150000)"
        [salary: [missing: 0.1]]               || "expected 'salary' to miss at most 10 % of the rows, found 1 row (row 2) of 5"
        [level: [allowed: [0, 1]]]             || "expected 'level' to be one of [0, 1], others: 1 row (row 4 has 2)"
        [city: [allowed: ['Bonn']]]            || "expected 'city' to be one of [Bonn], others: 4 rows (row 0 has 'Ulm', row 1 has 'Ulm', row 2 has 'Ulm', ...)"
        [city: [type: 'double']]               || "expected 'city' to be double, found text"
        [city: [between: [0, 1]]]              || "expected 'city' to have numbers in a range, but it is text"
        [salery: [missing: 0]]                 || "there is no column 'salery'. Did you mean 'salary'?"
    }

    def "every broken expectation is named, not just the first"() {
        when:
        def outcome = validate(rows: [min: 10], columns: [level: [between: [0, 1]], city: [type: 'integer']])

        then:
        outcome.reason().split('; ').size() == 3
        Json.readValues(text(outcome)).broken == outcome.reason().split('; ') as List
    }

    def "a double may be a column of whole numbers"() {
        expect:
        validate(columns: [level: [type: 'double']]) instanceof TaskOutcome.Succeeded
    }

    def "a range has two ends, in order"() {
        when:
        validate(columns: [level: [between: [3, 1]]])

        then:
        def e = thrown(IllegalArgumentException)
        e.message.contains("'between' takes [least, greatest]")
    }

    private TestContext context() {
        new TestContext(folder)
    }

    private TaskOutcome validate(Map settings) {
        def table = new Table.Builder()
                .numbers('salary', [20_000.5, 60_000, Double.NaN, 70_000, 150_000] as double[])
                .numbers('level', [0, 1, 0, 1, 2] as double[])
                .texts('city', ['Ulm', 'Ulm', 'Ulm', 'Ulm', 'Bonn'] as String[])
                .build()
        def kinds = [salary: ColumnKind.DOUBLE, level: ColumnKind.INTEGER, city: ColumnKind.TEXT]
        def data = DatasetWriter.keep(context(), 'rows', table, kinds, new DatasetFacts(null, null, null, null))
        Attempts.run(new ValidateTask(), context(), [data: data] + settings)
    }

    private String text(TaskOutcome outcome) {
        Files.readString(context().artifacts().file(outcome.outputs().report.digest()))
    }
}
