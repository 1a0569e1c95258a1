package dev.anneal.engine.adapter.archive

import dev.anneal.engine.archive.Archiver
import dev.anneal.engine.archive.ArchiverContract
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardOpenOption
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import org.apache.commons.compress.archivers.tar.TarConstants
import spock.lang.Requires

/** Seekable {@code .tar.zst} files keep the archiver's contract, and are what other programs expect. */
class TarZstdArchiverSpec extends ArchiverContract {

    @Override
    Archiver open() {
        new TarZstdArchiver()
    }

    @Requires({ TarZstdArchiverSpec.tarKnowsZstd() })
    def "plain tar lists and unpacks it"() {
        given:
        seal(['spec.json': '{}'.bytes, 'data/big.bin': random(9_000_000), (('long/' * 60) + 'name'): 'deep'.bytes])
        def out = Files.createDirectories(folder.resolve('out'))

        expect:
        run('tar', '--zstd', '-tf', archive().toString()).readLines() ==
                ['spec.json', 'data/big.bin', ('long/' * 60) + 'name', 'index.json']
        run('tar', '--zstd', '-C', out.toString(), '-xf', archive().toString()) == ''
        Files.readAllBytes(out.resolve('data/big.bin')) == random(9_000_000)
        Files.readString(out.resolve(('long/' * 60) + 'name')) == 'deep'
    }

    def "the seek table is the published one"() {
        given:
        seal([a: random(9_000_000)])
        def file = ByteBuffer.wrap(Files.readAllBytes(archive())).order(ByteOrder.LITTLE_ENDIAN)
        def size = file.capacity()

        expect: 'three frames of data and the index: the footer is frames, descriptor, 0x8F92EAB1'
        file.getInt(size - 9) == 4
        file.get(size - 5) == 0 as byte
        file.getInt(size - 4) == (int) 0x8F92EAB1L

        and: 'before it an entry of 8 bytes a frame, before them the skippable magic and the length'
        def table = size - 9 - 4 * 8 - 8
        file.getInt(table) == 0x184D2A5E
        file.getInt(table + 4) == 4 * 8 + 9

        and: 'the frames fill the file, begin with zstd\'s magic and hold 4 MiB'
        def lengths = (0..3).collect { file.getInt(table + 8 + it * 8) }
        lengths.sum() == table
        [0, lengths[0], lengths[0] + lengths[1]].every { file.getInt(it) == (int) 0xFD2FB528L }
        file.getInt(table + 12) == 4 << 20
        file.getInt(table + 20) == 4 << 20
    }

    def "one entry is read although every frame but its own and the index's is damaged"() {
        given:
        seal([first: random(8_000_000), wanted: ('x' * 5000).bytes, last: random(12_000_000)])
        def frames = FileChannel.open(archive(), StandardOpenOption.READ).withCloseable { SeekTable.read(it) }.frames()
        def bytes = Files.readAllBytes(archive())
        def own = frames.findAll { it.start() < 8_010_000 && it.start() + it.size() > 8_000_000 } + [frames.last()]
        (frames - own).each { bytes[(int) it.offset() + 100] ^= 1 }
        Files.write(archive(), bytes)

        expect:
        frames.size() > own.size() + 2
        archiver.read(archive(), 'wanted').bytes == ('x' * 5000).bytes
        archiver.list(archive())*.path() == ['first', 'wanted', 'last']
    }

    def "what a process that died while sealing has left goes with the next try, another run's does not"() {
        given:
        def sealing = Files.createDirectories(folder.resolve('.sealing'))
        Files.writeString(sealing.resolve("${NAME}.77-1.tmp"), 'half')
        Files.writeString(sealing.resolve('other.tar.zst.78-2.tmp'), 'half')

        when:
        seal([a: 'x'.bytes])

        then:
        leftFiles() as Set == [NAME, 'other.tar.zst.78-2.tmp'] as Set
    }

    def "any number of cores writes the same bytes"() {
        given:
        def entries = [entry('a', random(30_000_000)), entry('b', ('text ' * 2_000_000).bytes)]

        expect:
        new TarZstdArchiver(1).seal(folder, '1', entries).digest() == new TarZstdArchiver(3).seal(folder, '3', entries).digest()
    }

    def "an index of many thousand entries stays one frame"() {
        given:
        def contents = (0..<40_000).collectEntries { ["a/rather/long/path/for/one/small/file-$it".toString(), [65] as byte[]] }

        when:
        def sealed = seal(contents)

        then:
        archiver.list(archive()).size() == 40_000
        archiver.read(archive(), 'a/rather/long/path/for/one/small/file-39999').text == 'A'
        archiver.verify(archive(), sealed.digest()) == []
    }

    def "a hostile archive with #what is refused, and nothing is written"() {
        given:
        hostile(tarEntries, indexed)

        when:
        archiver.extract(archive(), folder.resolve('in/out'))

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        !Files.exists(folder.resolve('in/out'))
        !Files.exists(folder.resolve('in/evil'))
        !Files.exists(folder.resolve('evil'))

        and:
        archiver.verify(archive(), Digest.of(Files.readAllBytes(archive()))) != []

        where:
        what                             | tarEntries                                 | indexed
        'a path that leads out'          | [file('../evil')]                          | ['../evil']
        'a path that leads out later'    | [file('a/../../evil')]                     | ['a/../../evil']
        'an absolute path'               | [file('/tmp/anneal-evil')]                 | ['/tmp/anneal-evil']
        'a symbolic link'                | [link('a', TarConstants.LF_SYMLINK)]       | ['a']
        'a hard link'                    | [link('a', TarConstants.LF_LINK)]          | ['a']
        'a device'                       | [link('a', TarConstants.LF_CHR)]           | ['a']
        'a path twice'                   | [file('a'), file('a')]                     | ['a', 'a']
        'an entry the index lacks'       | [file('a'), file('b')]                     | ['a']
        'an entry the tar lacks'         | [file('a')]                                | ['a', 'b']
    }

    /** An archive whose tar and index hold what they are told, each file the text "x". */
    private void hostile(List<TarArchiveEntry> entries, List<String> indexed) {
        FileChannel.open(archive(), StandardOpenOption.CREATE, StandardOpenOption.WRITE).withCloseable { channel ->
            def frames = new FrameWriter(channel, 1)
            def tar = new TarArchiveOutputStream(frames, 'UTF-8')
            def offset = 0L
            entries.each {
                tar.putArchiveEntry(it)
                offset = frames.position()
                if (it.size > 0) {
                    tar.write('x'.bytes)
                }
                tar.closeArchiveEntry()
            }
            def index = new ArchiveIndex(indexed.withIndex().collect { path, int i ->
                def size = entries[Math.min(i, entries.size() - 1)].size
                new ArchiveIndex.Entry(path, size, Digest.of('x' * (int) size), offset)
            })
            frames.beginLastFrame()
            def header = new TarArchiveEntry('index.json')
            header.size = index.json().length
            tar.putArchiveEntry(header)
            tar.write(index.json())
            tar.closeArchiveEntry()
            tar.finish()
            frames.finish()
        }
    }

    private static TarArchiveEntry file(String path) {
        def entry = new TarArchiveEntry(path, true)
        entry.size = 1
        entry
    }

    private static TarArchiveEntry link(String path, byte type) {
        def entry = new TarArchiveEntry(path, type)
        entry.linkName = '/etc/passwd'
        entry
    }

    private static String run(String... command) {
        def process = new ProcessBuilder(command).redirectErrorStream(true).start()
        def output = process.inputReader().text
        process.waitFor() == 0 ? output : "exit ${process.exitValue()}: $output"
    }

    static boolean tarKnowsZstd() {
        try {
            ['tar', 'zstd'].every { run(it, '--version') != '' } && run('tar', '--help').contains('--zstd')
        } catch (IOException missing) {
            missing.message == null
        }
    }
}
