package dev.anneal.runner.app.life

import dev.anneal.engine.adapter.file.FileArtifactStore
import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.tasks.registry.ModelVersion
import dev.anneal.tasks.serving.Prediction
import java.nio.file.Path
import java.sql.DriverManager
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** Every expected number here was worked out by hand from the ten labels. */
class ScoresSpec extends Specification {

    static final Instant NOW = Instant.parse('2024-05-01T12:00:00Z')
    static final List<Integer> LABELS = [1, 1, 0, 1, 0, 0, 1, 1, 0, 1]

    @TempDir
    Path folder

    FileArtifactStore store

    void setup() {
        store = new FileArtifactStore(folder.resolve('artifacts'))
    }

    private static Prediction prediction(long row, Integer label, double predicted, Map<String, Object> options = [:]) {
        new Prediction("p$row", 'loans', (options.version ?: 'loans@1') as String, 'ab', row, row, [0d] as double[], predicted,
                0.75d, 1_000, NOW, (options.outcome ?: Prediction.OK) as String, label == null ? null : label as Double, 'run1')
    }

    /** A version whose model is gone from the store, and whose training data is there where labels are given. */
    private ModelVersion version(List<Integer> trainedOn = []) {
        def model = new Artifact('model', ValueType.MODEL, Digest.of('gone'), 1, Artifact.FOLDER_MEDIA_TYPE, [target: 'good'])
        new ModelVersion('loans', 1, model, null, [:], 'run1', 'release', 'loans', Digest.of('spec'), null,
                trainedOn.empty ? null : data(trainedOn), [:], [:], NOW)
    }

    private Digest data(List<Integer> labels) {
        def file = folder.resolve('training.parquet')
        def rows = labels.collect { "($it)" }.join(', ')
        DriverManager.getConnection('jdbc:duckdb:').withCloseable {
            it.createStatement().execute("COPY (SELECT * FROM (VALUES $rows) AS t(good)) TO '$file' (FORMAT parquet)")
        }
        store.put(file)
    }

    private Life.Accuracy accuracy(List<Prediction> predictions, ModelVersion first, long delay) {
        Scores.of(predictions, first, delay, store).accuracy()
    }

    private static List<Prediction> allOnes() {
        LABELS.withIndex().collect { label, row -> prediction(row, label, 1) }
    }

    def "healed is the share of labelled rows that were predicted right"() {
        expect: 'six of the ten labels are 1'
        accuracy(allOnes(), version(), 0).healed() == 0.6d
    }

    def "rows without a label, or that could not be scored, count as sent and no more"() {
        given:
        def sent = allOnes() + [prediction(10, null, 1), prediction(11, 1, 0, [outcome: 'no feature x'])]

        expect:
        with(accuracy(sent, version(), 0)) {
            healed() == 0.6d
            labelled() == 10
            predictions() == 12
        }
    }

    // Delay 0: 1|1 1|0 0|1 1|0 0|0 0|1 1|1 1|0 0|1: three of nine. Delay 2 compares rows three apart: 1=1 1|0 0=0 1=1 0|1 0=0 1=1:
    // five of seven. Delay 8 compares rows nine apart: the last with the first.
    def "no change, at a label delay of #delay, predicts the latest label that is known"() {
        expect:
        accuracy(allOnes(), version(), delay).noChange() == noChange
        accuracy(allOnes(), version(), delay).lastLabel() == 3 / 9d
        accuracy(allOnes(), version(), delay).labelDelay() == delay

        where:
        delay || noChange
        0     || 3 / 9d
        2     || 5 / 7d
        8     || 1d
        9     || null
    }

    def "majority predicts what was most frequent in the first version's training data: #trainedOn"() {
        expect:
        accuracy(allOnes(), version(trainedOn), 0).majority() == majority

        where:
        trainedOn       || majority
        [1, 1, 1, 0, 0] || 0.6d
        [1, 0, 0]       || 0.4d
    }

    def "what cannot be told is absent: without the first version's data and model, and without labels"() {
        expect:
        with(accuracy(allOnes(), version(), 0)) {
            majority() == null
            unhealed() == null
        }
        with(accuracy([prediction(0, null, 1)], version(), 0)) {
            healed() == null
            noChange() == null
            labelled() == 0
        }
    }

    def "stretches cut the labelled rows into sixty, each with the version that served at its end"() {
        given: 'one hundred rows, the first forty wrong, version 2 from row 50 on'
        def predictions = (0..<100).collect { row ->
            prediction(row, 1, row < 40 ? 0 : 1, [version: row < 50 ? 'loans@1' : 'loans@2'])
        }

        when:
        def stretches = Scores.of(predictions, version(), 0, store).stretches()

        then:
        stretches.size() == 60
        stretches.first().from() == 0
        stretches.last().to() == 99
        stretches.take(59).withIndex().every { stretch, i -> stretches[i + 1].from() == stretch.to() + 1 }
        stretches.findAll { it.to() < 40 }.every { it.healed() == 0d }
        stretches.findAll { it.from() >= 40 }.every { it.healed() == 1d }
        stretches.every { it.version() == (it.to() < 50 ? 'loans@1' : 'loans@2') }
    }
}
