package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunOptions
import dev.anneal.engine.run.RunState
import dev.anneal.engine.spec.Attempts
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Placement
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.store.ResultTable
import dev.anneal.engine.store.Store.Durability
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir

/** A home that version 1 left goes on as it is: its rows are what version 1 wrote of a real workflow. */
class SqliteMigrationSpec extends Specification {

    static final Digest SPEC = new Digest('f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239')
    static final String ENDED = 'ucrhuptf68pj'
    static final String GOING = 'going00going'
    static final String UNSEALED = 'unsealed0run'

    @TempDir
    Path home

    SqliteStore store

    def cleanup() {
        store?.close()
    }

    def "runs, their journals and task runs are there, and listed as before"() {
        when:
        store = SqliteStore.open(versionOne())

        then:
        store.read { it.runs().newest(9) }*.id() == [UNSEALED, GOING, ENDED]
        store.read { it.runs().live() }*.id() == [GOING]
        store.read { it.runs().liveOf('loans') }*.id() == [GOING]
        store.read { it.runs().unsealed() }*.id() == [UNSEALED]
        store.read { it.runs().newest(9) }*.options().every { it == RunOptions.NONE }

        and:
        def run = store.read { it.runs().find(ENDED) }.get()
        run.state() == RunState.FAILED
        run.reason() == "task 'b': exit code 1"
        run.archive().size() == 2660
        store.read { it.runs().taskRuns(ENDED) }*.task() == ['a', 'b', 'c']
        store.read { it.runs().taskRuns(ENDED) }.every { it.key() == null && it.parts() == [:] }
        store.read { it.runs().earlier('loans', 'a', UNSEALED, 9) }*.run() == [GOING, ENDED]

        and:
        def journal = store.read { it.runs().journal(ENDED) }
        journal.size() == 8
        journal[1].parts() == [:]
        journal[4].failure().exitCode() == null
        def reused = store.read { it.runs().journal(UNSEALED) }
        reused[1].parts() == [:]
        reused[1].outputs() == [rows: 3]
        !reused[2].timeout()
    }

    def "what is not of a run is there too"() {
        when:
        store = SqliteStore.open(versionOne())

        then:
        store.read { it.requests().pending() }*.key() == ['drift/1']
        store.read { it.fires().last('loans', 'nightly') }.get().run() == GOING
        store.read { it.records().find('models', 'loans/000001') }.get() == [version: 1]
        store.read { it.results().find(SPEC) }.get() ==
                new ResultTable.Result(ENDED, Instant.EPOCH, [rows: 3], [auc: 0.9d])
        store.read { it.workflows().find('loans') }.get().spec() == SPEC
    }

    def "specs are read as those that say no more than version 1 could"() {
        when:
        store = SqliteStore.open(versionOne())
        def spec = store.read { it.workflows().spec(SPEC) }.get()

        then:
        spec == new WorkflowSpec('loans', 'the old one', spec.parameters(), spec.triggers(), [
            task('a', "echo '{\"x\": 1}' > \$ANNEAL_OUTPUTS; exit 0", [], null, RunIf.ALL_SUCCEEDED, 2, Duration.ofMinutes(30)),
            task('b', 'false', ['a'], new Expression.Binary(Expression.BinaryOperator.GREATER,
                    Expression.Reference.of('params', 'n'), Expression.literal(2)), RunIf.ALL_SUCCEEDED, 0, null),
            task('c', 'true', ['b'], null, RunIf.ALL_DONE, 0, null),
        ])
        spec.parameters()*.name() == ['n']
        spec.triggers()*.name() == ['nightly']
    }

    def "a run that was going on can be taken over and written to"() {
        given:
        store = SqliteStore.open(versionOne())

        when:
        store.change(Durability.MACHINE) { t ->
            def epoch = t.runs().takeOver(GOING)
            t.runs().append(GOING, epoch, 2, [new RunEvent.CancelRequested(Instant.EPOCH, 'too old')])
            t.runs().update(t.runs().find(GOING).get().ended(RunState.CANCELLED, Instant.EPOCH, 'too old'))
        }

        then:
        store.read { it.runs().journal(GOING) }.size() == 3
        store.read { it.runs().unsealed() }*.id() == [GOING, UNSEALED]
    }

    def "of many processes that open an old home at once one migrates it"() {
        given:
        def file = versionOne()
        def start = new CyclicBarrier(4)
        def pool = Executors.newFixedThreadPool(4)

        when:
        def stores = (0..<4).collect {
            pool.submit({
                start.await(30, TimeUnit.SECONDS)
                SqliteStore.open(file)
            } as Callable)
        }*.get(60, TimeUnit.SECONDS)

        then:
        stores.every { it.read { t -> t.runs().live() }*.id() == [GOING] }

        cleanup:
        pool.shutdownNow()
        stores?.each { it.close() }
    }

    def "a migration that fails leaves the old home as it was"() {
        given: 'one in the way of a table that version 2 makes'
        def file = versionOne { it.createStatement().executeUpdate('CREATE TABLE pools (name)') }
        def before = dump(file)

        when:
        SqliteStore.open(file)

        then:
        def e = thrown(AnnealException)
        e.message.contains('pools')
        dump(file) == before
    }

    private static TaskSpec task(
            String name, String command, List<String> after, Expression when, RunIf runIf, int retries, Duration timeout) {
        new TaskSpec(name, 'shell', [command: Expression.literal(command)],
                new Flow(after as Set, when, runIf, false, Flow.OnFailure.FINISH, null, false),
                new Attempts(RetryPolicy.times(retries), timeout, null), Placement.PLAIN, CachePolicy.BY_TYPE)
    }

    private Path versionOne(Closure<?> more = { }) {
        def file = home.resolve('anneal.db')
        connected(file) { connection ->
            connection.createStatement().execute('PRAGMA journal_mode = WAL')
            [Schema.getResource('migration-1.sql'), getClass().getResource('version-1.sql')].each {
                connection.createStatement().executeUpdate(it.getText('UTF-8'))
            }
            connection.createStatement().executeUpdate('PRAGMA user_version = 1')
            connection.createStatement().executeUpdate('PRAGMA application_id = 0x416e6e6c')
            more.call(connection)
        }
        file
    }

    private static List<String> dump(Path file) {
        connected(file) { connection ->
            def results = connection.createStatement().executeQuery(
                    'SELECT user_version || sql AS line FROM sqlite_schema, pragma_user_version WHERE sql IS NOT NULL'
                            + ' UNION ALL SELECT spec FROM specs')
            def lines = []
            while (results.next()) {
                lines << results.getString('line')
            }
            lines
        }
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
