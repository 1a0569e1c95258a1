package dev.anneal.tasks.serving

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.model.Models
import dev.anneal.tasks.testing.SeaModels
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class PredictorSpec extends Specification {

    @TempDir
    Path folder

    TestContext context
    PredictionLog log
    Predictor predictor
    Path csv

    void setup() {
        context = new TestContext(folder)
        (1..2).each { SeaModels.version(context.as("run$it", 'release'), SeaModels.model(context, it), 'sea') }
        SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'live')
        log = new PredictionLog(context.homeFolder('predictions'))
        predictor = new Predictor(context.artifacts(), context.records(), log, context.clock())
        csv = Files.writeString(folder.resolve('new.csv'), 'name,x3,x2,x1\na,1.5,2.5,3.5\nb,1,,9\n')
    }

    def "'#reference' scores a CSV file's rows with #version, whatever the order of the columns"() {
        when:
        def predictions = predictor.predict(reference, csv, true)
        def expected = Models.open(context.artifacts(), SeaModels.model(context, version[-1] as long))
                .scoreAll([[3.5, 2.5, 1.5], [9, Double.NaN, 1]] as double[][])

        then:
        predictions.version() == version
        predictions.target() == 'class'
        predictions.classes() == [0d, 1d]
        predictions.answers()*.probabilities() == expected*.toList()
        predictions.answers()*.score() == expected*.max()
        predictions.answers().every { it.predicted() == (it.probabilities()[1] > it.probabilities()[0] ? 1d : 0d) }
        predictions.logged() == logged
        log.read('live').size() == logged

        where:
        reference      || version | logged
        'live'         || 'sea@2' | 2
        'sea@1'        || 'sea@1' | 0
        'sea@champion' || 'sea@2' | 0
    }

    def "an endpoint's predictions are logged by the file's digest and row, once"() {
        when:
        def counts = (1..2).collect { predictor.predict('live', csv, true).logged() }

        then:
        counts == [2, 0]
        log.read('live')*.source().unique() == [Digest.of(Files.readAllBytes(csv)).hex()]
        log.read('live')*.row() == [0L, 1L]
        log.read('live')*.version().unique() == ['sea@2']
    }

    def "an endpoint's predictions stay out of the log where that is asked for"() {
        expect:
        predictor.predict('live', csv, false).logged() == 0
        log.read('live').empty
    }

    def "a Parquet file is scored as a CSV file is"() {
        given:
        def rows = SeaModels.rows(context, 20, 3)
        def parquet = Files.copy(context.artifacts().file(rows.digest()), folder.resolve('new.parquet'))

        expect:
        predictor.predict('sea@1', parquet, false).answers().size() == 20
    }

    def "every column that does not fit is named at once, with the nearest"() {
        given:
        Files.writeString(csv, 'X-1,x2,y\n1,high,3\n2,low,4\n')

        when:
        predictor.predict('sea@1', csv, false)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message == "new.csv does not fit sea@1: there is no column 'x1'. Did you mean 'X-1'? Also, column 'x2' " +
                "holds text, and the model takes numbers. Also, there is no column 'x3'. Did you mean 'X-1'? " +
                'The model takes x1, x2, x3; the data has X-1, x2, y.'
    }

    def "'#reference' or the file is not there: #message"() {
        when:
        predictor.predict(reference, folder.resolve(file), false)

        then:
        def e = thrown(AnnealException)
        e.message.contains(message)

        where:
        reference | file      || message
        'life'    | 'new.csv' || "nothing is deployed to endpoint 'life'. Did you mean 'live'?"
        'see@1'   | 'new.csv' || "no model is registered as 'see'. Did you mean 'sea'?"
        'sea@1'   | 'old.csv' || 'there is no file '
    }
}
