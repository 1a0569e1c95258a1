package dev.anneal.engine.archive

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.Run.SealedArchive
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What every archiver does. */
abstract class ArchiverContract extends Specification {

    static final String NAME = 'run.tar.zst'

    @TempDir
    Path folder

    Archiver archiver

    abstract Archiver open()

    def setup() {
        archiver = open()
    }

    def "what was sealed is listed, read, verified and extracted, for #count entries"() {
        when:
        def sealed = seal(contents)
        archiver.extract(archive(), folder.resolve('out'))

        then:
        sealed == new SealedArchive(NAME, Digest.of(Files.readAllBytes(archive())), Files.size(archive()))
        archiver.list(archive()) == contents.collect { path, bytes ->
            new Archiver.Item(path, bytes.length, Digest.of(bytes))
        }
        contents.every { path, bytes -> archiver.read(archive(), path).withCloseable { it.bytes } == bytes }
        contents.every { path, bytes -> Files.readAllBytes(folder.resolve('out').resolve(path)) == bytes }
        archiver.verify(archive(), sealed.digest()) == []

        where:
        contents << [
            [:],
            ['a.txt': 'abc'.bytes],
            ['spec.json': '{}'.bytes, 'empty': new byte[0], 'logs/\u00e9 model/1.log': ('x' * 1000).bytes,
             (('long/' * 60) + 'name'): 'deep'.bytes],
            (0..<300).collectEntries { ["small/${it}.json".toString(), ('{"n": ' + it + '}').bytes] },
            ['one': random(5_000_000), 'two': random(4 << 20), 'three': random(9_000_001), 'four': 'end'.bytes],
        ]
        count = contents.size()
    }

    def "equal entries make equal bytes"() {
        given:
        def contents = [a: random(6_000_000), b: 'x'.bytes]

        expect:
        seal(contents).digest() == seal(contents).digest()
    }

    def "an entry whose content has #what than declared is not sealed, and nothing is left behind"() {
        given:
        def bytes = random(5_000_000)
        def entry = new Archiver.Entry('model/model.ubj', size, digest ?: Digest.of(bytes),
                { new ByteArrayInputStream(bytes) })

        when:
        archiver.seal(folder, NAME, [entry])

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains("'model/model.ubj'")
        leftFiles() == []

        where:
        what             | size      | digest
        'more bytes'     | 4_999_999 | null
        'fewer bytes'    | 5_000_001 | null
        'another digest' | 5_000_000 | Digest.of('other')
    }

    def "an entry whose content cannot be read is not sealed"() {
        given:
        def gone = new Archiver.Entry('a', 1, Digest.of('a'), { throw new UncheckedIOException(new IOException('gone')) })

        when:
        archiver.seal(folder, NAME, [gone])

        then:
        def e = thrown(AnnealException)
        e.message.contains('gone')
        leftFiles() == []
    }

    def "the paths #paths are not sealed"() {
        when:
        archiver.seal(folder, NAME, paths.collect { entry(it, 'x'.bytes) })

        then:
        thrown(IllegalArgumentException)
        leftFiles() == []

        where:
        paths << [['/a'], ['../a'], ['a/../../b'], [''], ['a', 'a'], ['a//b'], ['index.json']]
    }

    def "sealing again replaces the archive"() {
        given:
        seal([a: 'old'.bytes])

        when:
        def sealed = seal([a: 'new'.bytes])

        then:
        archiver.read(archive(), 'a').text == 'new'
        archiver.verify(archive(), sealed.digest()) == []
        leftFiles() == [NAME]
    }

    def "an entry that is not there is not found, with the nearest name"() {
        given:
        seal(['metrics.json': 'x'.bytes])

        when:
        archiver.read(archive(), 'metric.json')

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.NOT_FOUND
        e.message.contains("Did you mean 'metrics.json'?")
    }

    def "an archive that is not there is not found"() {
        when:
        call.call(archiver, archive())

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.NOT_FOUND

        where:
        call << [{ a, p -> a.list(p) }, { a, p -> a.read(p, 'x') }, { a, p -> a.verify(p, Digest.of('')) }]
    }

    def "an archive cut off at #share of its length is told by every way of reading it"() {
        given:
        def sealed = seal([a: random(5_000_000), b: 'x'.bytes])
        def whole = Files.readAllBytes(archive())
        Files.write(archive(), Arrays.copyOf(whole, (int) (whole.length * share)))

        expect:
        problemOf { archiver.list(archive()) }.kind() == AnnealException.Kind.ENVIRONMENT
        problemOf { archiver.read(archive(), 'b').bytes }.message.contains(archive().toString())
        problemOf { archiver.extract(archive(), folder.resolve('out')) }
        archiver.verify(archive(), sealed.digest()).size() >= 1
        !Files.exists(folder.resolve('out'))

        where:
        share << [0, 0.1, 0.5, 0.99999]
    }

    def "a flipped bit is told by verify, and by reading what it is in"() {
        given:
        def sealed = seal([first: random(5_000_000), second: random(5_000_000), third: random(5_000_000)])
        def bytes = Files.readAllBytes(archive())
        bytes[7_000_000] ^= 4
        Files.write(archive(), bytes)

        expect:
        archiver.verify(archive(), sealed.digest()).any { it.contains("'second'") }
        !archiver.verify(archive(), sealed.digest()).any { it.contains("'third'") }
        archiver.read(archive(), 'third').bytes.length == 5_000_000
        problemOf { archiver.read(archive(), 'second').bytes }.kind() == AnnealException.Kind.ENVIRONMENT
        problemOf { archiver.extract(archive(), folder.resolve('out')) }
        !Files.exists(folder.resolve('out'))
    }

    def "another archive than the one expected is told"() {
        given:
        seal([a: 'x'.bytes])

        expect:
        archiver.verify(archive(), Digest.of('other')).size() == 1
    }

    def "what is no archive is told"() {
        given:
        Files.write(archive(), random(size))

        expect:
        problemOf { archiver.list(archive()) }.message.contains('cannot read the archive')

        where:
        size << [0, 5, 10_000]
    }

    def "nothing is extracted over files that are there"() {
        given:
        seal([a: 'x'.bytes])
        def target = Files.createDirectories(folder.resolve('out'))
        Files.writeString(target.resolve('mine'), 'mine')

        when:
        archiver.extract(archive(), target)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        target.toFile().list() as List == ['mine']
    }

    def "an empty folder may be extracted to"() {
        given:
        seal([a: 'x'.bytes])

        when:
        archiver.extract(archive(), Files.createDirectories(folder.resolve('out')))

        then:
        Files.readString(folder.resolve('out/a')) == 'x'
    }

    protected SealedArchive seal(Map<String, byte[]> contents) {
        archiver.seal(folder, NAME, contents.collect { path, bytes -> entry(path, bytes) })
    }

    protected static Archiver.Entry entry(String path, byte[] bytes) {
        new Archiver.Entry(path, bytes.length, Digest.of(bytes), { new ByteArrayInputStream(bytes) })
    }

    protected Path archive() {
        folder.resolve(NAME)
    }

    protected static AnnealException problemOf(Closure call) {
        try {
            call.call()
        } catch (AnnealException e) {
            return e
        }
        null
    }

    protected static byte[] random(int size) {
        def bytes = new byte[size]
        new Random(size).nextBytes(bytes)
        bytes
    }

    /** Files anywhere in the archives' folder. */
    protected List<String> leftFiles() {
        def found = []
        folder.toFile().eachFileRecurse(groovy.io.FileType.FILES) { found << it.name }
        found
    }
}
