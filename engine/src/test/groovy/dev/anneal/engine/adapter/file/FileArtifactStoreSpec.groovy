package dev.anneal.engine.adapter.file

import dev.anneal.engine.artifact.ArtifactStore
import dev.anneal.engine.artifact.ArtifactStoreContract
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.FolderListing
import dev.anneal.engine.codec.Json
import dev.anneal.engine.problem.AnnealException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import spock.lang.TempDir

/** The file system keeps the artifact store's contract. */
class FileArtifactStoreSpec extends ArtifactStoreContract {

    @TempDir
    Path home

    @Override
    ArtifactStore open() {
        new FileArtifactStore(home)
    }

    @Override
    ArtifactStore openBeside() {
        open()
    }

    @Override
    void damage(Digest digest) {
        def file = store.file(digest)
        def bytes = Files.readAllBytes(file)
        bytes[bytes.length - 2] ^= 1
        Files.delete(file)
        Files.write(file, bytes)
    }

    def "an object lies read-only under its digest, and nothing else is left behind"() {
        when:
        store.put(stream('abc'))
        store.put(stream('abc'))

        then:
        files() == ["objects/ba/${ABC.hex().substring(2)}".toString()]
        !Files.getPosixFilePermissions(store.file(ABC)).any { it.name().endsWith('WRITE') }
    }

    def "a copy that lost bytes is replaced when the content is put again"() {
        given:
        def file = store.file(store.put(stream('abc')))
        Files.delete(file)
        Files.writeString(file, 'a')

        when:
        store.put(stream('abc'))

        then:
        store.open(ABC).text == 'abc'
    }

    def "a folder's listing is canonical JSON under its own digest"() {
        when:
        def digest = store.putFolder(folder('f', [a: 'abc']))

        then:
        store.open(digest).text == """{"entries":[{"digest":"${ABC.hex()}","path":"a","size":3}]}"""
    }

    def "a listing with the path '#path' is not copied"() {
        given:
        store.put(stream('abc'))
        def listing = store.put(stream(Json.write(new FolderListing([new FolderListing.Entry(path, ABC, 3)]))))

        when:
        store.copyFolder(listing, scratch.resolve('in/copy'))

        then:
        def e = thrown(AnnealException)
        e.id() == 'hostile-path'
        !Files.exists(scratch.resolve('in/evil'))

        where:
        path << ['../evil', '/evil', 'a/../../evil', '', 'a//b', './a', 'C:\\evil']
    }

    def "what a writer that died left behind is swept, what is being written is not"() {
        given:
        def folder = Files.createDirectories(home.resolve('temporary'))
        def old = Files.writeString(folder.resolve('artifact.1-1.tmp'), 'half')
        def young = Files.writeString(folder.resolve('artifact.2-2.tmp'), 'half')
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse('2026-01-01T00:00:00Z')))
        Files.setLastModifiedTime(young, FileTime.from(Instant.parse('2026-01-03T00:00:00Z')))

        when:
        (store as FileArtifactStore).sweep(Instant.parse('2026-01-02T00:00:00Z'))

        then:
        !Files.exists(old)
        Files.exists(young)
    }

    def "a store where a file is in the way says so"() {
        given:
        Files.writeString(home.resolve('objects'), 'x')

        when:
        store.put(stream('abc'))

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.startsWith("cannot keep an artifact in $home")
    }

    private List<String> files() {
        def found = []
        home.toFile().eachFileRecurse(groovy.io.FileType.FILES) { found << home.relativize(it.toPath()).toString() }
        found
    }
}
