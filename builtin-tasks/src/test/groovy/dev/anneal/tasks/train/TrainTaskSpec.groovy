package dev.anneal.tasks.train

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.codec.Json
import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.data.ColumnKind
import dev.anneal.tasks.data.DatasetFacts
import dev.anneal.tasks.data.DatasetWriter
import dev.anneal.tasks.data.Table
import dev.anneal.tasks.model.Models
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class TrainTaskSpec extends Specification {

    static final int ROWS = 600

    @TempDir
    Path folder

    TestContext context

    def setup() {
        context = new TestContext(folder)
    }

    def "a model of two classes learns what decides them, and says how well"() {
        when:
        def outcome = train(data: dataset(points { x, y -> x + y > 1 ? 1 : 0 }), settings: [rounds: 30])
        def model = outcome.outputs().model

        then:
        outcome.metrics().trainAccuracy > 0.97
        outcome.metrics().trainLogLoss < 0.2
        outcome.metrics().rounds == 30
        score(model, [0.9, 0.9])[1] > 0.9
        score(model, [0.1, 0.1])[1] < 0.1
        Math.abs(score(model, [0.3, 0.6]).sum() - 1) < 1e-9
    }

    def "a model of more classes gives each its probability, in the order of the labels"() {
        given:
        def data = dataset(points { x, y -> x < 0.3 ? 7 : x < 0.6 ? -2 : 3.5 })

        when:
        def model = train(data: data, settings: [rounds: 20]).outputs().model

        then:
        model.property('classes') == [-2, 3.5, 7]
        score(model, [0.1, 0.5]).findIndexOf { it > 0.8 } == 2
        score(model, [0.45, 0.5]).findIndexOf { it > 0.8 } == 0
        score(model, [0.9, 0.5]).findIndexOf { it > 0.8 } == 1
        Math.abs(score(model, [0.5, 0.5]).sum() - 1) < 1e-9
    }

    def "the model keeps its signature, its settings and its data"() {
        given:
        def data = dataset(points { x, y -> x > 0.5 ? 1 : 0 })

        when:
        def model = train(data: data, seed: 7, settings: [rounds: 5, eta: 0.3]).outputs().model
        def files = context.artifacts().listing(model.digest()).entries().collectEntries { [it.path(), it.digest()] }
        def settings = Json.readValues(Files.readString(context.artifacts().file(files['settings.json'])))

        then:
        files.keySet() == ['model.ubj', 'settings.json', 'signature.json'] as Set
        Models.signature(context.artifacts(), model).features() == ['x', 'y']
        model.properties().subMap('algorithm', 'features', 'target', 'rows', 'data') == [
                algorithm: 'xgboost', features: ['x', 'y'], target: 'label', rows: ROWS, data: data.digest().hex()]
        model.property('classCounts').sum() == ROWS
        settings.settings == [rounds: 5, max_depth: 6, eta: 0.3]
        settings.seed == 7
    }

    def "the same rows, seed and settings give the same bytes"() {
        given:
        def data = dataset(points { x, y -> x * y > 0.25 ? 1 : 0 })
        def settings = [data: data, seed: 7, settings: [rounds: 20, subsample: 0.5]]

        expect:
        train(settings, 'a').outputs().model.digest() == train(settings, 'b').outputs().model.digest()
        train(settings, 'a').outputs().model.digest() != train(settings + [seed: 8], 'c').outputs().model.digest()
    }

    def "a missing feature is no fault, in training or in scoring"() {
        given:
        def table = points { x, y -> x > 0.5 ? 1 : 0 }
        def y = table.numbers('y')
        (0..<ROWS).step(3) { y[it] = Double.NaN }

        when:
        def model = train(data: dataset(table), settings: [rounds: 20]).outputs().model

        then:
        score(model, [0.9, Double.NaN])[1] > 0.8
    }

    def "features may be named, and text left out"() {
        given:
        def data = dataset(points { x, y -> x > 0.5 ? 1 : 0 }, true)

        expect:
        train(data: data, features: ['x'], settings: [rounds: 2]).outputs().model.property('features') == ['x']
    }

    def "rows that no classifier can learn from are refused with the reason: #what"() {
        when:
        train(data: dataset(table), settings: [rounds: 2])

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.startsWith(message)

        where:
        what              | table                                                 || message
        'one class'       | points { x, y -> 1 }                                  || "train: every one of the 600 rows has 'label' 1.0: there is nothing to tell apart"
        'missing labels'  | points { x, y -> x < 0.5 ? Double.NaN : 1 }           || "train: "
        'a quantity'      | points { x, y -> x }                                  || "train: 'label' has more than 100 values"
        'infinity'        | points({ x, y -> x < 0.5 ? 0 : 1 }, { 1 / 0d })       || "train: 'y' is Infinity in row 0"
        'no rows'         | points { x, y -> 1 }.slice(0, 0)                      || "train: 'rows.parquet' has no rows"
    }

    def "text is refused as a feature"() {
        when:
        train(data: dataset(points { x, y -> x > 0.5 ? 1 : 0 }, true))

        then:
        def e = thrown(AnnealException)
        e.message.startsWith('train: xgboost learns from numbers, but [word] hold text')
    }

    def "a dataset without a target is refused"() {
        when:
        train(data: dataset(points { x, y -> 1 }, false, null))

        then:
        def e = thrown(AnnealException)
        e.message == "train: the dataset 'rows.parquet' names no target: give its dataset task a 'target'"
    }

    def "an interrupt stops training between rounds"() {
        given:
        def settings = XgboostSettings.of([rounds: 100_000.0])
        def rows = TrainingRows.of(points { x, y -> x > 0.5 ? 1 : 0 }, dataset(points { x, y -> 1 }), [])
        def told = 0

        when:
        new XgboostTrainer(settings, 0).train(rows) { share ->
            told++
            Thread.currentThread().interrupt()
        }

        then:
        thrown(InterruptedException)
        told == 1
        !Thread.interrupted()
    }

    private Object train(Map settings, String run = 'run') {
        Attempts.run(new TrainTask(), context.as(run, 'model'), settings)
    }

    private List<Double> score(Artifact model, List<Number> row) {
        def scorer = Models.open(context.artifacts(), model)
        try {
            scorer.score(row as double[]) as List
        } finally {
            scorer.close()
        }
    }

    /** Points of a grid-free spread over the unit square (Weyl sequences), with a label each. */
    private static Table points(Closure label, Closure second = null) {
        def x = new double[ROWS]
        def y = new double[ROWS]
        def labels = new double[ROWS]
        ROWS.times {
            x[it] = (it * Math.sqrt(2)) % 1
            y[it] = second == null ? (it * Math.sqrt(3)) % 1 : second(it)
            labels[it] = label(x[it], y[it])
        }
        new Table.Builder().numbers('x', x).numbers('y', y).numbers('label', labels).build()
    }

    private Artifact dataset(Table table, boolean withText = false, String target = 'label') {
        def rows = table
        if (withText) {
            def builder = new Table.Builder().texts('word', (['a'] * table.rows()) as String[])
            table.names().each { builder.numbers(it, table.numbers(it)) }
            rows = builder.build()
        }
        def kinds = [x: ColumnKind.DOUBLE, y: ColumnKind.DOUBLE, label: ColumnKind.DOUBLE, word: ColumnKind.TEXT]
        DatasetWriter.keep(context, 'rows', rows, kinds, new DatasetFacts(target, null, null, null))
    }
}
