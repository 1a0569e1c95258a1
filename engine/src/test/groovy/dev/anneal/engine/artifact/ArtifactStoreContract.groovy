package dev.anneal.engine.artifact

import dev.anneal.engine.problem.AnnealException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir

/** What every artifact store does. */
abstract class ArtifactStoreContract extends Specification {

    /** SHA-256 of "abc", FIPS 180-4 example B.1. */
    static final Digest ABC = new Digest('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')

    @TempDir
    Path scratch

    ArtifactStore store

    /** A store that is empty at the start of each feature. */
    abstract ArtifactStore open()

    /** Another store on the same content, as another process would open it. */
    abstract ArtifactStore openBeside()

    /** Changes one byte of what the store keeps under the digest, as a failing disk would. */
    abstract void damage(Digest digest)

    def setup() {
        store = open()
    }

    def "bytes are found under their SHA-256"() {
        expect:
        !store.contains(ABC)
        store.put(stream('abc')) == ABC
        store.contains(ABC)
        store.size(ABC) == 3
        store.open(ABC).text == 'abc'
        Files.readString(store.file(ABC)) == 'abc'
    }

    def "content of #size bytes comes back whole"() {
        given:
        def bytes = new byte[size]
        new Random(size).nextBytes(bytes)

        when:
        def digest = store.put(new ByteArrayInputStream(bytes))

        then:
        digest == Digest.of(bytes)
        store.open(digest).bytes == bytes
        store.size(digest) == size

        where:
        size << [0, 1, 65_535, 65_536, 65_537, 3_000_001]
    }

    def "a stream that is put is left open"() {
        given:
        def closed = false
        def content = new ByteArrayInputStream('abc'.bytes) {
            @Override
            void close() {
                closed = true
            }
        }

        when:
        store.put(content)

        then:
        !closed
    }

    def "a stream that breaks off leaves nothing"() {
        given:
        def broken = new InputStream() {
            int left = 100

            @Override
            int read() {
                if (left-- <= 0) {
                    throw new IOException('the wire was cut')
                }
                'x' as char as int
            }
        }

        when:
        store.put(broken)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains('the wire was cut')
        !store.contains(Digest.of('x' * 100))
    }

    def "equal content is kept once and can be put again"() {
        given:
        def file = Files.writeString(scratch.resolve('a.txt'), 'abc')

        expect:
        store.put(file) == ABC
        store.put(stream('abc')) == ABC
        store.open(ABC).text == 'abc'
    }

    def "what is not there is not found, by name"() {
        when:
        call.call(store)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.NOT_FOUND
        e.message.contains(ABC.hex())

        where:
        call << [{ it.size(ABC) }, { it.open(ABC) }, { it.file(ABC) }, { it.listing(ABC) }]
    }

    def "a missing file to put is an environment problem that names it"() {
        when:
        store.put(scratch.resolve('none.csv'))

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains('none.csv')
    }

    def "a folder comes back with every file"() {
        given:
        def folder = folder('f', ['b.txt': 'bee', 'a/deep/er.txt': 'abc', 'a.txt': '', '\u00e9 space.txt': 'x'])

        when:
        def digest = store.putFolder(folder)
        store.copyFolder(digest, scratch.resolve('copy'))

        then:
        store.listing(digest).entries()*.path() == ['a.txt', 'a/deep/er.txt', 'b.txt', '\u00e9 space.txt']
        store.listing(digest).entries()[1] == new FolderListing.Entry('a/deep/er.txt', ABC, 3)
        store.listing(digest).size() == 7
        Files.readString(scratch.resolve('copy/a/deep/er.txt')) == 'abc'
        Files.readString(scratch.resolve('copy/\u00e9 space.txt')) == 'x'
        Files.size(scratch.resolve('copy/a.txt')) == 0
    }

    def "a folder's digest follows from paths and contents alone"() {
        given:
        def one = folder('one', [a: 'abc', b: 'x'])
        def same = folder('same', [b: 'x', a: 'abc'])
        def other = folder('other', [a: 'abc', c: 'x'])

        expect:
        store.putFolder(one) == store.putFolder(same)
        store.putFolder(one) != store.putFolder(other)
        store.contains(ABC)
    }

    def "a link in a folder is refused"() {
        given:
        def folder = folder('f', [a: 'abc'])
        Files.createSymbolicLink(folder.resolve('link'), target)

        when:
        store.putFolder(folder)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.contains('link')

        where:
        target << [Path.of('a'), Path.of('/etc'), Path.of('nowhere')]
    }

    def "a folder is not copied over files that are there"() {
        given:
        def digest = store.putFolder(folder('f', [a: 'abc']))
        def target = folder('t', [a: 'mine'])

        when:
        store.copyFolder(digest, target)

        then:
        thrown(AnnealException)
        Files.readString(target.resolve('a')) == 'mine'
    }

    def "damaged bytes are told at the end of the stream"() {
        given:
        def digest = store.put(stream('abc' * 1000))
        damage(digest)

        when:
        store.open(digest).bytes

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains('damaged')
        e.message.contains(digest.brief())
    }

    def "damaged bytes are found before anybody is given their file, and put right by who puts the same content"() {
        given:
        def digest = store.put(stream('abc' * 1000))
        assert store.damage(digest).empty
        damage(digest)

        expect:
        store.contains(digest)
        [store, openBeside()].each {
            assert it.damage(digest).get().startsWith('is damaged: ')
            assert it.damage(digest).get().contains("expected ${digest.brief()}")
            assert it.checked(digest)
        }

        when:
        store.file(digest)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.contains('is damaged: ')

        when:
        def again = store.put(stream('abc' * 1000))

        then:
        again == digest
        [store, openBeside()].every { it.damage(digest).empty && Files.readString(it.file(digest)) == 'abc' * 1000 }
    }

    def "bytes are read through once, and those just written not at all"() {
        when:
        def digest = store.put(stream('abc'))
        def other = openBeside()

        then:
        store.checked(digest)
        !other.checked(digest)

        when:
        other.damage(digest)

        then:
        other.checked(digest)
    }

    def "what is not there is gone"() {
        expect:
        store.checked(ABC)
        store.damage(ABC).get().startsWith('is gone: ')
    }

    def "a damaged listing is told before anything is copied"() {
        given:
        def digest = store.putFolder(folder('f', [a: 'abc']))
        damage(digest)

        when:
        store.copyFolder(digest, scratch.resolve('copy'))

        then:
        thrown(AnnealException)
        !Files.exists(scratch.resolve('copy/a'))
    }

    def "writers of the same and of different content do not disturb each other"() {
        given:
        def stores = [store, openBeside(), store, openBeside()]
        def start = new CyclicBarrier(stores.size())
        def pool = Executors.newFixedThreadPool(stores.size())

        when:
        def digests = stores.withIndex().collect { ArtifactStore mine, int who ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                (0..<25).collect { [mine.put(stream("same $it" * 500)), mine.put(stream("own $who $it"))] }
            } as Callable)
        }*.get(60, TimeUnit.SECONDS)

        then:
        digests.every { pairs -> pairs*.get(0) == digests[0]*.get(0) }
        digests.flatten().every { Digest digest -> store.open(digest).bytes.length > 0 }

        cleanup:
        pool.shutdownNow()
    }

    protected Path folder(String name, Map<String, String> files) {
        def folder = Files.createDirectories(scratch.resolve(name))
        files.each { path, text ->
            def file = folder.resolve(path)
            Files.createDirectories(file.parent)
            Files.writeString(file, text)
        }
        folder
    }

    protected static InputStream stream(String text) {
        new ByteArrayInputStream(text.bytes)
    }
}
