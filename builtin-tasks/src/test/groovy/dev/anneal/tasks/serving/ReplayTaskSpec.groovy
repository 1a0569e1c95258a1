package dev.anneal.tasks.serving

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.data.ColumnKind
import dev.anneal.tasks.data.DatasetFacts
import dev.anneal.tasks.data.DatasetWriter
import dev.anneal.tasks.data.Table
import dev.anneal.tasks.data.TableFiles
import dev.anneal.tasks.model.Models
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.SeaModels
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ReplayTaskSpec extends Specification {

    @TempDir
    Path folder

    TestContext context
    Artifact stream

    void setup() {
        context = new TestContext(folder)
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1), 'sea')
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')
        stream = SeaModels.rows(context, 500, 5)
    }

    def "rows are answered as the deployed model answers them, and logged with all that monitoring needs"() {
        when:
        def outcome = replay(from: 100, count: 50)
        def logged = log()
        def table = TableFiles.read(context.artifacts().file(stream.digest()), 100, 150)
        def expected = Models.open(context.artifacts(), SeaModels.model(context, 1))
                .scoreAll(table.matrix(['x1', 'x2', 'x3']))

        then:
        outcome.outputs() == [position: 150.0G, labelled: 150.0G, ended: false, sent: 50.0G, new: 50.0G]
        logged*.row() == (100..<150)
        logged*.position() == (100..<150)
        logged*.features() as double[][] == table.matrix(['x1', 'x2', 'x3'])
        (0..<50).every { Math.abs(logged[it].score() - expected[it].max()) < 1e-12 }
        (0..<50).every { logged[it].predicted() == (expected[it][1] > expected[it][0] ? 1d : 0d) }
        logged*.label() == table.numbers('class') as List
        logged.every { it.ok() && it.version() == 'sea@1' && it.run() == 'replay' && it.source() == stream.digest().hex() }
        logged.every { it.latencyNanos() > 0 }
        logged[0].id() == Prediction.idOf('live', stream.digest().hex(), 100)
    }

    def "metrics are those of the rows sent"() {
        when:
        def metrics = replay(from: 0, count: 200, labelsAfter: 50).metrics()
        def labelled = log().findAll { it.label() != null }

        then:
        metrics.keySet() == ['rows', 'labelDelay', 'failed', 'rowsPerSecond', 'latencyP50', 'latencyP99', 'accuracy'] as Set
        metrics.rows == 200d
        metrics.failed == 0d
        labelled.size() == 150
        metrics.accuracy == labelled.count { it.predicted() == it.label() } / 150d
        metrics.latencyP50 == log()*.latencyNanos().sort()[99] / 1e6d
        metrics.latencyP99 == log()*.latencyNanos().sort()[197] / 1e6d
    }

    def "a label comes once so many more rows were sent, rows of earlier replays included"() {
        expect:
        replay(from: 0, count: 100, labelsAfter: 30).outputs().labelled == 70
        labelledRows() == (0..<70)
        replay(from: 100, count: 10, labelsAfter: 30).outputs().labelled == 80
        labelledRows() == (0..<80)
        replay(from: 110, count: 390, labelsAfter: 30).outputs() ==
                [position: 500.0G, labelled: 500.0G, ended: true, sent: 390.0G, new: 390.0G]
        labelledRows() == (0..<500)
    }

    def "no label is known while fewer rows than the delay were sent"() {
        expect:
        replay(from: 0, count: 20, labelsAfter: 30).outputs().labelled == 0
        labelledRows() == []
        !replay(from: 0, count: 20, labelsAfter: 30).metrics().containsKey('accuracy')
    }

    def "rows that were never sent get no label"() {
        when:
        replay(from: 50, count: 10, labelsAfter: 0)

        then:
        labelledRows() == (50..<60)
        Files.readAllLines(folder.resolve('home/predictions/live/labels-1.tsv')).size() == 10
    }

    def "sending rows again changes nothing, even when another version serves"() {
        given:
        replay(from: 0, count: 60, labelsAfter: 20)
        def before = log()
        SeaModels.version(context.as('run2', 'release'), SeaModels.model(context, 2), 'sea')
        SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'live')

        when:
        def outputs = replay(from: 30, count: 40, labelsAfter: 20).outputs()

        then:
        outputs.sent == 40
        outputs.new == 10
        log()*.version() == ['sea@1'] * 60 + ['sea@2'] * 10
        log().take(40) == before.take(40)
        labelledRows() == (0..<50)
    }

    def "a replay that was killed after it had logged, before labels came, is made whole by the next"() {
        given: 'predictions without the labels that were due'
        replay(from: 0, count: 100, labelsAfter: 10)
        Files.delete(folder.resolve('home/predictions/live/labels-1.tsv'))

        when:
        replay(from: 100, count: 10, labelsAfter: 10)

        then:
        labelledRows() == (0..<100)
    }

    def "from beyond the end nothing is sent, and all labels are there"() {
        given:
        replay(from: 400, count: 90, labelsAfter: 30)

        when:
        def outcome = replay(from: from, count: 10, labelsAfter: 30)

        then:
        outcome.outputs() == [position: 500.0G, labelled: 500.0G, ended: true, sent: 0.0G, new: 0.0G]
        outcome.metrics() == [rows: 0d, labelDelay: 30d]
        labelledRows() == (400..<490)

        where:
        from << [500, 700]
    }

    def "a row that cannot be scored is logged with its error, and the others are answered"() {
        given:
        def rows = dataset([x1: [1, 2, 3], x2: [1, Double.POSITIVE_INFINITY, 1], x3: [1, 1, 1], class: [1, 1, 1]], 'class')

        when:
        def outcome = replay(source: rows, count: 3)
        def logged = log()

        then:
        outcome.outputs().new == 3
        outcome.metrics().failed == 1d
        logged*.ok() == [true, false, true]
        logged[1].outcome().contains("feature 'x2' is Infinity")
        Double.isNaN(logged[1].predicted())
        logged[1].label() == 1d
    }

    def "where no row can be scored the task fails and logs nothing, so that it can be tried again"() {
        given:
        def infinite = [Double.NEGATIVE_INFINITY] * 3
        def rows = dataset([x1: infinite, x2: [1, 1, 1], x3: [1, 1, 1], class: [1, 1, 1]], 'class')

        when:
        def outcome = replay(source: rows, count: 3)

        then:
        outcome instanceof TaskOutcome.Failed
        outcome.failure().kind() == FailureKind.ERROR
        outcome.failure().message().startsWith("sea@1 on endpoint 'live' could score none of 3 rows. The first, row 0: ")
        log().empty
    }

    def "positions are the timestamp column's milliseconds where the data has one, and missing labels stay missing"() {
        given:
        def rows = dataset(
                [x1: [1, 2], x2: [1, Double.NaN], x3: [1, 1], when: [1_000, 61_000], truth: [Double.NaN, 1]], 'truth', 'when')

        when:
        replay(source: rows, count: 2)

        then:
        log()*.position() == [1_000L, 61_000L]
        log()*.row() == [0L, 1L]
        log()*.label() == [null, 1d]
        Double.isNaN(log()[1].features()[1])
    }

    def "data that does not fit is refused with the nearest names: #settings"() {
        given:
        def rows = dataset([x1: [1], X_2: [1], x3: [1], class: [1]], settings.remove('property'))

        when:
        replay([source: rows, count: 1] + settings)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.contains(message)
        log().empty

        where:
        settings                                  || message
        [property: 'class']                       || "does not fit sea@1: there is no column 'x2'. Did you mean 'X_2'?"
        [property: null]                          || "does not say which column has the labels: set 'target' to one of x1"
        [property: 'class', target: 'clas']       || "has no such column. Did you mean 'class'?"
        [property: 'class', endpoint: 'life']     || "nothing is deployed to endpoint 'life'. Did you mean 'live'?"
    }

    def "an interrupt stops it between rows, and what was logged stays"() {
        given:
        def interrupted = null
        def thread = Thread.start {
            Thread.currentThread().interrupt()
            try {
                replay(from: 0, count: 500)
            } catch (InterruptedException e) {
                interrupted = e
            }
        }

        when:
        thread.join()

        then:
        interrupted != null
        replay(from: 0, count: 500).outputs().new == 500
    }

    private TaskOutcome replay(Map<String, ?> settings) {
        def all = [source: stream, endpoint: 'live'] + settings
        Attempts.run(new ReplayTask(), context.as('replay', 'traffic'), all)
    }

    private List<Prediction> log() {
        new PredictionLog(context.homeFolder('predictions')).read('live')
    }

    private List<Long> labelledRows() {
        log().findAll { it.label() != null }*.row()
    }

    private Artifact dataset(Map<String, List<Number>> columns, String target, String timestamp = null) {
        def table = new Table.Builder()
        columns.each { name, values -> table.numbers(name, values as double[]) }
        def kinds = columns.collectEntries { [it.key, it.key == timestamp ? ColumnKind.TIMESTAMP : ColumnKind.DOUBLE] }
        def made = DatasetWriter.keep(context.as('made', 'rows'), 'rows', table.build(), kinds,
                new DatasetFacts(target, timestamp, null, null))
        assert made.type() == ValueType.DATASET
        made
    }
}
