package dev.anneal.tasks.serving

import static dev.anneal.tasks.testing.AppendingProcess.prediction

import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.testing.AppendingProcess
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class PredictionLogSpec extends Specification {

    @TempDir
    Path folder

    def "what was appended is read again by another process, in position order, sealed or not (sealed after #sealAfter)"() {
        given:
        new PredictionLog(folder, sealAfter).append('loans', (0..<10).collect { prediction(it) }.reverse())
        new PredictionLog(folder, sealAfter).append('loans', [prediction(10)])

        expect:
        new PredictionLog(folder, sealAfter).read('loans') == (0..10).collect { prediction(it) }
        Files.exists(file('predictions-1.parquet')) == sealed

        where:
        sealAfter || sealed
        20_000    || false
        10        || true
        1         || true
    }

    def "every field survives, whatever is in it (sealed after #sealAfter)"() {
        given:
        def odd = new Prediction('a-1', 'loans', 'loans@2', '', 7, -5, features as double[], Double.NaN, Double.NaN,
                0, Instant.parse('2024-02-29T12:00:00.123456Z'), 'could not\tscore "it"\\ at\nall: é€', null, '')
        def log = new PredictionLog(folder, sealAfter)

        when:
        log.append('loans', [odd])
        def read = new PredictionLog(folder, sealAfter).read('loans')

        then:
        read == [odd]
        read[0].outcome() == 'could not score "it"\\ at all: é€'
        read[0].at() == Instant.parse('2024-02-29T12:00:00.123Z')
        !read[0].ok()

        where:
        [features, sealAfter] << [
            [[], [Double.NaN, -0.0d, Double.MIN_VALUE, Double.MAX_VALUE, 0.1d + 0.2d]],
            [1, 100],
        ].combinations()
    }

    def "an id that is there already is left as it is, in the tail and in sealed segments"() {
        given:
        def log = new PredictionLog(folder, 4)
        log.append('loans', (0..<6).collect { prediction(it) })
        log.append('loans', [prediction(6)])
        def other = changed(prediction(2), 'loans@9')

        expect: 'row 2 is sealed, row 6 in the tail, row 7 new and twice in the batch'
        Files.exists(file('predictions-1.parquet'))
        log.append('loans', [other, changed(prediction(6), 'loans@9'), prediction(7), prediction(7)]) == 1
        new PredictionLog(folder, 4).append('loans', [other]) == 0
        new PredictionLog(folder, 4).read('loans') == (0..7).collect { prediction(it) }
    }

    def "a torn last line is not read, and the next append writes over it (torn by #cut bytes)"() {
        given:
        new PredictionLog(folder).append('loans', (0..<3).collect { prediction(it) })
        def tail = file('predictions-1.tsv')
        def whole = Files.readAllBytes(tail)
        Files.write(tail, Arrays.copyOf(whole, whole.length - cut))

        expect:
        new PredictionLog(folder).read('loans') == [prediction(0), prediction(1)]

        when:
        def added = new PredictionLog(folder).append('loans', (0..<3).collect { prediction(it) })

        then:
        added == 1
        Files.readAllBytes(tail) == whole

        where:
        cut << [1, 2, 9, 10, 60]
    }

    def "zeros that a power cut left at the end are not read"() {
        given:
        new PredictionLog(folder).append('loans', [prediction(0)])
        Files.write(file('predictions-1.tsv'), new byte[4096], StandardOpenOption.APPEND)

        when:
        new PredictionLog(folder).append('loans', [prediction(1)])

        then:
        new PredictionLog(folder).read('loans') == [prediction(0), prediction(1)]
    }

    def "a line damaged before whole ones is an error that says where, not rows that silently vanish"() {
        given:
        new PredictionLog(folder).append('loans', (0..<3).collect { prediction(it) })
        def bytes = Files.readAllBytes(file('predictions-1.tsv'))
        bytes[20] = (byte) 'x'
        Files.write(file('predictions-1.tsv'), bytes)

        when:
        new PredictionLog(folder).read('loans')

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains('predictions-1.tsv is damaged at byte 0')
    }

    def "a crash between sealing and removing the tail doubles nothing"() {
        given:
        def log = new PredictionLog(folder, 5)
        log.append('loans', (0..<4).collect { prediction(it) })
        def tail = Files.readAllBytes(file('predictions-1.tsv'))
        log.append('loans', [prediction(4)])
        Files.write(file('predictions-1.tsv'), tail)

        when:
        def reopened = new PredictionLog(folder, 5)

        then:
        reopened.read('loans') == (0..4).collect { prediction(it) }
        reopened.append('loans', (0..5).collect { prediction(it) }) == 1
        reopened.read('loans') == (0..5).collect { prediction(it) }
        !Files.exists(file('predictions-1.tsv'))
    }

    def "a half-written segment that a crash left aside is not read and not in the way"() {
        given:
        new PredictionLog(folder, 5).append('loans', (0..<4).collect { prediction(it) })
        Files.writeString(file('predictions-1.parquet.part'), 'PAR1 half of')

        when:
        new PredictionLog(folder, 5).append('loans', [prediction(4)])

        then:
        new PredictionLog(folder, 5).read('loans') == (0..4).collect { prediction(it) }
        Files.exists(file('predictions-1.parquet'))
    }

    def "an open log sees what others append and seal"() {
        given:
        def mine = new PredictionLog(folder, 5)
        def theirs = new PredictionLog(folder, 5)
        mine.append('loans', [prediction(0)])

        when:
        theirs.append('loans', (1..<7).collect { prediction(it) })
        theirs.append('loans', [prediction(7)])

        then:
        mine.append('loans', (0..8).collect { prediction(it) }) == 1
        mine.read('loans') == (0..8).collect { prediction(it) }
    }

    def "appenders in several threads and processes lose nothing and double nothing"() {
        given: 'two processes and two threads, whose rows overlap by pairs'
        def processes = [[0, 60], [30, 90]].collect { from, to -> start(from, to) }
        def threads = [[60, 150], [100, 200]].collect { from, to ->
            Thread.start { AppendingProcess.main([folder, 50, from, to]*.toString() as String[]) }
        }

        when:
        threads*.join()
        def printed = processes*.inputStream*.text

        then:
        printed == ['', '']
        processes*.waitFor() == [0, 0]
        new PredictionLog(folder, 50).read('loans') == (0..<200).collect { prediction(it) }
        (1..4).every { Files.exists(file("predictions-${it}.parquet")) }
    }

    def "labels join by id, whether they come before or after, and both may be sealed"() {
        given:
        def log = new PredictionLog(folder, 3)
        log.label('loans', [(prediction(1).id()): 1d])
        log.append('loans', (0..<4).collect { prediction(it) })
        log.label('loans', [(prediction(0).id()): 0d, (prediction(3).id()): 1d])

        expect:
        new PredictionLog(folder, 3).read('loans')*.label() == [0d, 1d, null, 1d]
        Files.exists(file('labels-1.parquet'))
        log.unlabelled('loans', Prediction.idPrefix('loans', '5eed')) as List == [prediction(2).id()]
        log.unlabelled('loans', Prediction.idPrefix('loans', 'other')).empty
    }

    def "the same label again changes nothing; another one is refused with all that came with it"() {
        given:
        def log = new PredictionLog(folder)
        log.append('loans', [prediction(0), prediction(1)])
        log.label('loans', [(prediction(0).id()): 1d])
        log.label('loans', [(prediction(0).id()): 1d])

        when:
        log.label('loans', [(prediction(1).id()): 1d, (prediction(0).id()): 0d])

        then:
        def e = thrown(AnnealException)
        e.message.contains("prediction ${prediction(0).id()} has the label 1.0 already, and now came 0.0")
        log.read('loans')*.label() == [1d, null]
        Files.readAllLines(file('labels-1.tsv')).size() == 1
    }

    def "an interrupt does not tear an append, and stays set"() {
        when:
        Thread.currentThread().interrupt()
        def added = new PredictionLog(folder, 2).append('loans', (0..<3).collect { prediction(it) })

        then:
        Thread.interrupted()
        added == 3

        when:
        Thread.currentThread().interrupt()
        def read = new PredictionLog(folder, 2).read('loans')

        then:
        Thread.interrupted()
        read.size() == 3
    }

    def "'#name' cannot name an endpoint, so no log leaves its folder"() {
        when:
        new PredictionLog(folder).append(name, [])
        new PredictionLog(folder).read(name)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT

        where:
        name << ['../loans', '', '.', 'a/b', 'a b']
    }

    def "a long log is read whole over many sealed segments and a tail"() {
        given:
        def log = new PredictionLog(folder)
        12.times { batch ->
            log.append('loans', (0..<1000).collect { prediction(batch * 1000 + it) })
            log.label('loans', (0..<1000).collectEntries { [prediction(batch * 1000 + it).id(), 1d] })
        }

        when:
        def read = new PredictionLog(folder).read('loans')

        then: 'sealed at 5,000 and 10,000'
        Files.exists(file('predictions-2.parquet'))
        Files.exists(file('predictions-3.tsv'))
        read*.row() == (0L..<12_000L).toList()
        read.every { it.label() == 1d }
    }

    private Path file(String name) {
        folder.resolve('loans').resolve(name)
    }

    private static Prediction changed(Prediction p, String version) {
        new Prediction(p.id(), p.endpoint(), version, p.source(), p.row(), p.position(), p.features(), p.predicted(),
                p.score(), p.latencyNanos(), p.at(), p.outcome(), p.label(), p.run())
    }

    private Process start(long from, long to) {
        new ProcessBuilder(
                Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-XX:+UseSerialGC', '-cp',
                System.getProperty('java.class.path'), AppendingProcess.name, folder.toString(), '50', "$from", "$to")
                .redirectErrorStream(true).start()
    }
}
