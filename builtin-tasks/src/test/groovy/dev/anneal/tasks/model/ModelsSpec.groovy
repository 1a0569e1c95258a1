package dev.anneal.tasks.model

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.codec.Json
import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class ModelsSpec extends Specification {

    @TempDir
    Path folder

    @Shared
    Signature signature = new Signature(['a', 'b'], 'y', [0d, 1d])

    def "one row and many rows have the same scores, and they are XGBoost's own"() {
        given:
        def scorer = Models.load(Boosters.trained(), signature)
        double[][] rows = (0..<200).collect { [it / 200d, (it * 7 % 200) / 200d] as double[] }

        when:
        def all = scorer.scoreAll(rows)
        def own = Boosters.predicted(Boosters.trained(), rows)

        then:
        (0..<200).every { scorer.score(rows[it]) == all[it] }
        (0..<200).collect { Math.abs(all[it][1] - own[it][0]) }.max() < 1e-6

        cleanup:
        scorer?.close()
    }

    def "no rows have no scores"() {
        given:
        def scorer = Models.load(Boosters.trained(), signature)

        expect:
        scorer.scoreAll([] as double[][]).length == 0

        cleanup:
        scorer?.close()
    }

    def "an infinite feature is refused by its name"() {
        given:
        def scorer = Models.load(Boosters.trained(), signature)

        when:
        scorer.score([1, 1e39] as double[])

        then:
        def e = thrown(AnnealException)
        e.message.startsWith("feature 'b' is 1.0E39")

        cleanup:
        scorer?.close()
    }

    def "a row of another width is refused"() {
        given:
        def scorer = Models.load(Boosters.trained(), signature)

        when:
        scorer.score([1] as double[])

        then:
        def e = thrown(IllegalArgumentException)
        e.message == 'the model takes 2 features, found 1'

        cleanup:
        scorer?.close()
    }

    def "what is no model is refused: #files"() {
        when:
        Models.open(new TestContext(folder).artifacts(), keep(files))

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.contains(message)

        where:
        files                                                                           || message
        ['model.ubj': 'x']                                                              || 'is no model: it has no signature.json'
        ['signature.json': '{"features": ["a"], "target": "y", "classes": [0, 1]}']     || 'is no model: it has no model.ubj'
        ['signature.json': '{"features": ["a"], "target": "y", "classes": [0, 1]}',
         'model.ubj': 'x']                                                              || 'XGBoost cannot read the model'
    }

    def "a signature is read as it was written"() {
        expect:
        Json.read(Json.pretty(signature), Signature) == signature
    }

    def "a signature finds a label's class"() {
        expect:
        new Signature(['a'], 'y', [-2d, 0d, 7d]).indexOf(label as double) == index

        where:
        label || index
        -2    || 0
        0     || 1
        -0.0d || 1
        7     || 2
        3     || -1
    }

    def "a signature has features and at least two ascending classes: #features, #classes"() {
        when:
        new Signature(features, 'y', classes)

        then:
        thrown(IllegalArgumentException)

        where:
        features | classes
        []       | [0d, 1d]
        ['a']    | [1d]
        ['a']    | [1d, 0d]
    }

    private Artifact keep(Map<String, String> files) {
        def model = Files.createDirectories(folder.resolve('model'))
        files.each { name, text -> Files.writeString(model.resolve(name), text) }
        new TestContext(folder).keep(model, ValueType.MODEL, Artifact.FOLDER_MEDIA_TYPE, [:])
    }
}
