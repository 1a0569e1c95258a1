package dev.anneal.tasks.monitor

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.codec.Json
import dev.anneal.tasks.drift.ReferenceNumbers
import dev.anneal.tasks.model.ModelFiles
import dev.anneal.tasks.model.Signature
import dev.anneal.tasks.serving.Prediction
import dev.anneal.tasks.serving.PredictionLog
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import java.time.Instant

/** The endpoint {@code loans} with the model {@code loans}, trained on 1,000 rows of one feature, and its real log. */
class WatchedEndpoint {

    static final String SOURCE = 'ab' * 32
    static final Instant LIVE = Instant.parse('2024-01-01T00:00:00Z')

    final TestContext context
    final PredictionLog log
    private int deployments = 0

    WatchedEndpoint(Path folder) {
        context = new TestContext(folder)
        log = new PredictionLog(context.homeFolder('predictions'))
    }

    /** Registers and deploys a version; {@code data: false} for one that does not know its training data. */
    void deploy(Map<String, Object> options = [:], int number) {
        def version = [name: 'loans', number: number, model: model(), metrics: [:], run: 'run1', task: 'release',
                       workflow: 'loans', workflowDigest: 'cd' * 32, trainingFacts: [:], tags: [:], at: LIVE.toString()]
        if (options.data != false) {
            version.data = trainingData(options.feature ?: 'x')
        }
        def deployment = [endpoint: 'loans', version: "loans@$number".toString(), run: 'run1',
                          at: (options.at ?: LIVE).toString()]
        context.memory().inTransaction { records ->
            records.put('models', 'loans', [name: 'loans'])
            records.put('model-versions', 'loans/' + "$number".padLeft(10, '0'), version)
            records.put('endpoints', 'loans', deployment)
            records.put('deployments', 'loans/' + "${++deployments}".padLeft(10, '0'), deployment)
        }
    }

    /** Logs predictions made 10 ms apart, each 2 ms long, and labels all but the last {@code waiting}. */
    void send(Map<String, Object> options = [:], int from, boolean[] errors) {
        int number = (options.version ?: 1) as int
        double shift = (options.shift ?: 0) as double
        def positionOf = (options.position ?: { row -> row }) as Closure<Long>
        def values = ReferenceNumbers.draw(99 + from, errors.length)
        def predictions = (0..<errors.length).collect { i ->
            long row = from + i
            new Prediction(Prediction.idOf('loans', SOURCE, row), 'loans', "loans@$number", SOURCE, row,
                    positionOf(row) as long, [values[i] + shift] as double[], 1, 0.75d, 2_000_000,
                    ((options.at ?: LIVE) as Instant).plusMillis(10 * row), Prediction.OK, null,
                    (options.run == null ? 'run2' : options.run) as String)
        }
        log.append('loans', predictions)
        def labelled = predictions.take(errors.length - ((options.waiting ?: 0) as int))
        def labels = [:]
        labelled.eachWithIndex { prediction, i -> labels[prediction.id()] = errors[i] ? 0d : 1d }
        log.label('loans', labels)
    }

    private Artifact model() {
        def folder = Files.createDirectories(context.workFolder().resolve('model'))
        Files.writeString(folder.resolve(ModelFiles.SIGNATURE), Json.write(new Signature(['x'], 'good', [0d, 1d])))
        context.keep(folder, ValueType.MODEL, Artifact.FOLDER_MEDIA_TYPE, [:])
    }

    private String trainingData(String feature) {
        def file = context.workFolder().resolve("${feature}.parquet")
        def rows = ReferenceNumbers.draw(1, 1000).collect { "($it::DOUBLE)" }.join(', ')
        DriverManager.getConnection('jdbc:duckdb:').withCloseable { connection ->
            connection.createStatement().execute(
                    "COPY (SELECT * FROM (VALUES $rows) AS t($feature)) TO '$file' (FORMAT parquet)")
        }
        context.artifacts().put(file).hex()
    }
}
