package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.adapter.disk.LocalDisk
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.store.Store.Durability
import dev.anneal.engine.store.StoreSamples
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.Connection
import java.sql.DriverManager
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.lang.TempDir

/** The file that an SQLite store lies in. */
class SqliteFileSpec extends Specification {

    @TempDir
    Path home

    def "a new file gets its folder, the tables, WAL and Anneal's mark"() {
        given:
        def file = home.resolve('deep/er/anneal.db')

        when:
        SqliteStore.open(file).close()

        then:
        pragma(file, 'journal_mode') == 'wal'
        pragma(file, 'user_version') == '2'
        new String(Files.readAllBytes(file)[68..71] as byte[]) == 'Annl'
    }

    def "opening again changes nothing and keeps what is there"() {
        given:
        def file = home.resolve('anneal.db')
        SqliteStore.open(file).withCloseable { store ->
            store.change(Durability.PROCESS) { it.records().put('a', 'b', [n: 1]) }
        }
        def bytes = Files.readAllBytes(file)

        when:
        def found = SqliteStore.open(file).withCloseable { store -> store.read { it.records().find('a', 'b').get() } }

        then:
        found == [n: 1]
        Files.readAllBytes(file) == bytes
    }

    def "many processes that open a new home at once all get a store"() {
        given:
        def pool = Executors.newFixedThreadPool(6)
        def start = new CyclicBarrier(6)

        when:
        def stores = (0..<6).collect { n ->
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                def store = SqliteStore.open(home.resolve('anneal.db'))
                store.change(Durability.PROCESS) { it.records().put('a', "$n".toString(), [:]) }
                store
            } as Callable)
        }*.get(60, TimeUnit.SECONDS)

        then:
        stores[0].read { it.records().list('a', '') }.size() == 6

        cleanup:
        pool.shutdownNow()
        stores?.each { it.close() }
    }

    def "a file that is no database is refused and left alone"() {
        given:
        def file = Files.writeString(home.resolve('anneal.db'), 'some notes of mine, ' * 100)

        when:
        SqliteStore.open(file)

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-not-sqlite'
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.startsWith("cannot use the store in $file: it is not an SQLite database")
        Files.readString(file).startsWith('some notes')
        !Files.exists(home.resolve('anneal.db-wal'))
    }

    def "another program's database is refused"() {
        given:
        def file = home.resolve('anneal.db')
        sql(file, 'CREATE TABLE theirs (x)')

        when:
        SqliteStore.open(file)

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-foreign'
    }

    def "a later version's database is refused with both versions"() {
        given:
        def file = home.resolve('anneal.db')
        SqliteStore.open(file).close()
        sql(file, 'PRAGMA user_version = 7')

        when:
        SqliteStore.open(file)

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-newer'
        e.message.contains('it has version 7, but this version of Anneal knows up to 2')
    }

    def "a state that this version does not know is refused, not guessed"() {
        given:
        def file = home.resolve('anneal.db')
        def store = SqliteStore.open(file)
        store.change(Durability.PROCESS) { it.runs().insert(StoreSamples.aRun('aaaa')) }
        sql(file, "UPDATE runs SET state = 'PAUSED'")

        when:
        store.read { it.runs().newest(1) }

        then:
        def e = thrown(AnnealException)
        e.message.contains("the state 'PAUSED'")

        cleanup:
        store.close()
    }

    @IgnoreIf({ System.getProperty('user.name') == 'root' })
    def "a folder that cannot be written to is refused"() {
        given:
        def folder = Files.createDirectory(home.resolve('ro'))
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('r-xr-xr-x'))

        when:
        SqliteStore.open(folder.resolve('anneal.db'))

        then:
        def e = thrown(AnnealException)
        e.id() == 'store-not-writable'
    }

    def "a home below a file is refused"() {
        given:
        def file = Files.writeString(home.resolve('file'), 'x')

        when:
        SqliteStore.open(file.resolve('sub/anneal.db'))

        then:
        def e = thrown(AnnealException)
        e.id() == 'home-not-writable'
        e.message.contains(file.resolve('sub').toString())
    }

    def "a file system of type #type is refused: #refused"() {
        when:
        String id
        try {
            LocalDisk.require(Path.of('/home/me/.anneal/anneal.db'), type)
        } catch (AnnealException e) {
            id = e.id()
        }

        then:
        (id == 'home-on-network') == refused

        where:
        type         | refused
        'nfs'        | true
        'nfs4'       | true
        'lustre'     | true
        'cifs'       | true
        'fuse.sshfs' | true
        'ext4'       | false
        'xfs'        | false
        'overlay'    | false
        'apfs'       | false
        'NTFS'       | false
        'tmpfs'      | false
    }

    private static void sql(Path file, String statement) {
        connected(file) { it.createStatement().executeUpdate(statement) }
    }

    private static String pragma(Path file, String name) {
        connected(file) { it.createStatement().executeQuery("PRAGMA $name").getString(1) }
    }

    private static <T> T connected(Path file, Closure<T> work) {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:$file")
        try {
            work.call(connection)
        } finally {
            connection.close()
        }
    }
}
