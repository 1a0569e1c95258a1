package dev.anneal.tasks.evaluate

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.codec.Json
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.data.ColumnKind
import dev.anneal.tasks.data.DatasetFacts
import dev.anneal.tasks.data.DatasetWriter
import dev.anneal.tasks.data.Table
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.SeaModels
import dev.anneal.tasks.testing.TestContext
import dev.anneal.tasks.train.TrainTask
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class EvaluateTaskSpec extends Specification {

    @TempDir
    Path folder

    TestContext context

    def setup() {
        context = new TestContext(folder)
    }

    def "the report has metrics, baseline, confusion matrix and verdict"() {
        given: 'a model of x > 0.5, and rows of which one has the other label'
        def model = model { it > 0.5 ? 1 : 0 }
        def rows = dataset([0.1, 0.2, 0.3, 0.9, 0.8], [0, 0, 1, 1, 1])

        when:
        def outcome = evaluate(model: model, data: rows)
        def report = report(outcome)

        then:
        outcome instanceof TaskOutcome.Succeeded
        outcome.outputs().accuracy == 0.8
        outcome.metrics().keySet() == ['accuracy', 'auc', 'logLoss'] as Set
        report.rows == 5
        report.metrics.accuracy == 0.8
        report.confusion == [classes: [0, 1], actualByPredicted: [[2, 0], [1, 2]]]
        report.verdict == [holds: true]
        report.champion == [endpoint: 'loans', reason: "endpoint 'loans' has no champion yet"]
        report.notes == ["endpoint 'loans' has no champion yet"]
    }

    def "the majority baseline says what most training rows were"() {
        given: 'three quarters of the training rows are of class 1'
        def model = model { it > 0.25 ? 1 : 0 }

        expect:
        report(evaluate(model: model, data: dataset([0.1, 0.15, 0.2, 0.9], [0, 0, 0, 1]))).baseline ==
                [majority: 0.25, class: 1, of: 'training rows']
    }

    def "a requirement that does not hold rejects, with the report kept"() {
        given:
        def model = model { it > 0.5 ? 1 : 0 }
        def rows = dataset([0.1, 0.2, 0.3, 0.9], [1, 1, 1, 0])

        when:
        def outcome = evaluate(model: model, data: rows, require: greater('accuracy', 'baseline.majority'))

        then:
        outcome instanceof TaskOutcome.Rejected
        outcome.reason().startsWith('require accuracy > baseline.majority: 0 > 0.')
        report(outcome).verdict.holds == false
        report(outcome).verdict.reason == outcome.reason()
        outcome.outputs().accuracy == 0
    }

    def "an area that is undefined is absent with a reason and fails its gate"() {
        given:
        def model = model { it > 0.5 ? 1 : 0 }
        def rows = dataset([0.9, 0.8], [1, 1])

        when:
        def outcome = evaluate(model: model, data: rows, require: greater('auc', 'baseline.majority'))

        then:
        outcome instanceof TaskOutcome.Rejected
        outcome.reason() == 'require auc > baseline.majority: auc is undefined: not every class is among the labels'
        !outcome.outputs().containsKey('auc')
        report(outcome).absent == [auc: 'not every class is among the labels']
    }

    def "a first model passes a comparison with the champion"() {
        expect:
        evaluate(model: model { it > 0.5 ? 1 : 0 }, data: dataset([0.1, 0.9], [0, 1]),
                require: greater('accuracy', 'champion.accuracy')) instanceof TaskOutcome.Succeeded
    }

    def "the champion of the endpoint is judged on the same rows"() {
        given: 'a champion that learnt the opposite'
        deploy(model { it > 0.5 ? 0 : 1 }, 'loans')
        def rows = dataset([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 0])

        when:
        def better = evaluate(model: model { it > 0.5 ? 1 : 0 }, data: rows, require: greater('accuracy', 'champion.accuracy'))
        def equal = evaluate(model: model { it > 0.5 ? 0 : 1 }, data: rows, require: greater('accuracy', 'champion.accuracy'))

        then:
        better instanceof TaskOutcome.Succeeded
        report(better).champion.subMap('endpoint', 'version', 'rows') == [endpoint: 'loans', version: 'loans@1', rows: 4]
        report(better).champion.metrics.accuracy == 0.25
        report(better).notes == []
        equal instanceof TaskOutcome.Rejected
        equal.reason() == 'require accuracy > champion.accuracy: 0.25 > 0.25 does not hold'
    }

    def "another endpoint's champion may be named"() {
        given:
        deploy(model { it > 0.5 ? 0 : 1 }, 'other')

        expect:
        evaluate(model: model { it > 0.5 ? 0 : 1 }, data: dataset([0.1, 0.9], [0, 1]), endpoint: 'other',
                require: greater('accuracy', 'champion.accuracy')) instanceof TaskOutcome.Rejected
    }

    def "a champion that cannot score the rows fails a comparison with it, and says why"() {
        given: 'a champion that learnt from another column'
        def xs = (0..<100).toList()
        def data = dataset(xs, xs.collect { it > 50 ? 1 : 0 }, 'income')
        deploy(Attempts.run(new TrainTask(), context.as('other', 'model'), [data: data, settings: [rounds: 2]]).outputs().model, 'loans')

        when:
        def outcome = evaluate(model: model { it > 0.5 ? 1 : 0 }, data: dataset([0.1, 0.9], [0, 1]),
                require: greater('accuracy', 'champion.accuracy'))

        then:
        outcome instanceof TaskOutcome.Rejected
        outcome.reason().contains("the champion loans@1 cannot score these rows: evaluate: the model's feature 'income' is no column of the rows")
    }

    def "rows that a model cannot be judged on are refused: #what"() {
        given:
        def model = model { it > 0.5 ? 1 : 0 }

        when:
        evaluate(model: model, data: dataset(xs, labels, feature))

        then:
        def e = thrown(AnnealException)
        e.message.startsWith(message)

        where:
        what              | xs         | labels          | feature || message
        'no rows'         | []         | []              | 'x'     || "evaluate: 'rows.parquet' has no rows"
        'no feature'      | [0.1, 0.2] | [0, 1]          | 'xx'    || "evaluate: the model's feature 'x' is no column of the rows. Did you mean 'xx'?"
        'a missing label' | [0.1, 0.2] | [0, Double.NaN] | 'x'     || "evaluate: row 1 has no 'y'"
    }

    private int attempts = 0

    private TaskOutcome evaluate(Map settings) {
        Attempts.run(new EvaluateTask(), context.as("run${attempts++}", 'scores'), settings)
    }

    private Map report(TaskOutcome outcome) {
        Json.readValues(Files.readString(context.artifacts().file(outcome.outputs().report.digest())))
    }

    private void deploy(Artifact model, String endpoint) {
        SeaModels.version(context.as("run${attempts++}", 'release'), model, 'loans')
        SeaModels.deploy(context.as("run${attempts++}", 'live'), 'loans@1', endpoint)
    }

    private Artifact model(Closure label) {
        def xs = (0..<400).collect { it / 400 }
        def data = dataset(xs, xs.collect(label))
        Attempts.run(new TrainTask(), context.as("run${attempts++}", 'model'), [data: data, settings: [rounds: 20]])
                .outputs().model
    }

    private Artifact dataset(List<Number> xs, List<Number> labels, String feature = 'x') {
        def table = new Table.Builder().numbers(feature, xs as double[]).numbers('y', labels as double[]).build()
        def kinds = [(feature): ColumnKind.DOUBLE, y: ColumnKind.INTEGER]
        DatasetWriter.keep(context.as("run${attempts++}", 'rows'), 'rows', table, kinds, new DatasetFacts('y', null, null, null))
    }

    private static Binary greater(String left, String right) {
        new Binary(BinaryOperator.GREATER, new Reference(left.split('\\.') as List), new Reference(right.split('\\.') as List))
    }
}
