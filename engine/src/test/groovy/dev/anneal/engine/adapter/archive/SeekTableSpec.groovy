package dev.anneal.engine.adapter.archive

import dev.anneal.engine.adapter.archive.SeekTable.Frame
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import spock.lang.Specification
import spock.lang.TempDir

/** Finds frames by position. */
class SeekTableSpec extends Specification {

    @TempDir
    Path folder

    def table = new SeekTable([new Frame(0, 3, 0, 10), new Frame(3, 4, 10, 20), new Frame(7, 2, 30, 5)])

    def "a table reads back as it was written"() {
        expect:
        read([0] * 9 as byte[], table.bytes()) == table
    }

    def "a table with checksums, which others write, is read without them"() {
        given: 'one frame of 3 bytes that holds 10, and 4 bytes of checksum'
        def bytes = [0x5E, 0x2A, 0x4D, 0x18, 21, 0, 0, 0, 3, 0, 0, 0, 10, 0, 0, 0, 1, 2, 3, 4,
                     1, 0, 0, 0, 0x80, 0xB1, 0xEA, 0x92, 0x8F] as byte[]

        expect:
        read([0] * 3 as byte[], bytes) == new SeekTable([new Frame(0, 3, 0, 10)])
    }

    def "the byte at #position is in frame #frame"() {
        expect:
        table.frameAt(position) == frame

        where:
        position | frame
        0        | 0
        9        | 0
        10       | 1
        29       | 1
        30       | 2
        34       | 2
    }

    def "a table that does not fit its file is refused"() {
        when:
        read(new byte[before], change.call(table.bytes()))

        then:
        thrown(IOException)

        where:
        before | change
        8      | { it }
        10     | { it }
        9      | { it[it.length - 1] = 0; it }
        9      | { it[it.length - 9] = 4; it }
        9      | { it[it.length - 6] = 7; it }
        9      | { it[it.length - 5] = 4; it }
        9      | { it[0] = 0; it }
        9      | { it[4] = 0; it }
    }

    private SeekTable read(byte[] before, byte[] table) {
        def file = folder.resolve('file')
        Files.write(file, before)
        Files.write(file, table, StandardOpenOption.APPEND)
        FileChannel.open(file, StandardOpenOption.READ).withCloseable { SeekTable.read(it) }
    }
}
