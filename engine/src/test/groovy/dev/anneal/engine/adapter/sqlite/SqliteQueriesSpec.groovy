package dev.anneal.engine.adapter.sqlite

import java.nio.file.Path
import java.sql.DriverManager
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Which way SQLite goes to the rows of a query: by what it says of the very statements that the tables run. */
class SqliteQueriesSpec extends Specification {

    @TempDir
    Path home

    def "no listing of runs sorts or scans the table: #listing goes by #index"() {
        expect:
        plan(query).every { it.contains("INDEX $index") || it.contains('PRIMARY KEY') || it.contains('SCALAR SUBQUERY') }
        plan(query).any { it.contains("INDEX $index") }

        where:
        listing              | index                    | query
        'find'               | 'sqlite_autoindex_runs_1'| { it.runs().find('a') }
        'startingWith'       | 'sqlite_autoindex_runs_1'| { it.runs().startingWith('a', 9) }
        'newest'             | 'runs_by_age'            | { it.runs().newest(9) }
        'chain'              | 'runs_of_chain'          | { it.runs().chain('a') }
        'withKey'            | 'runs_by_key'            | { it.runs().withKey('a', 'b') }
        'liveOf'             | 'runs_live_of'           | { it.runs().liveOf('a') }
        'live'               | 'runs_live'              | { it.runs().live() }
        'unsealed'           | 'runs_unsealed'          | { it.runs().unsealed() }
        'ofWorkflow'         | 'runs_of_workflow'       | { it.runs().ofWorkflow('a') }
        'requests pendingOf' | 'requests_pending'       | { it.requests().pendingOf('a') }
        'requests madeBy'    | 'requests_of_run'        | { it.requests().madeBy('a') }
        'fires pending'      | 'fires_pending'          | { it.fires().pending() }
        'claims of'          | 'claims_of_pool'         | { it.claims().of('a') }
        'mail of'            | 'mail_of_run'            | { it.mail().of('a') }
        'mail addressees'    | 'mail_of_run'            | { it.mail().addressees() }
    }

    def "what belongs to a run is found by its key: #listing"() {
        expect:
        plan(query).every { it.contains('PRIMARY KEY') || it.contains('INDEX sqlite_autoindex') || it.contains('SUBQUERY') }

        where:
        listing        | query
        'journal'      | { it.runs().journal('a') }
        'taskRuns'     | { it.runs().taskRuns('a') }
        'fires last'   | { it.fires().last('a', 'b') }
        'records list' | { it.records().list('a', 'b') }
        'records last' | { it.records().last('a', 'b') }
    }

    def "earlier task runs are looked for backwards through the workflow's runs, one look in each"() {
        expect:
        def steps = plan { it.runs().earlier('a', 'b', 'c', 9) }
        steps[0] =~ /SEARCH runs USING INDEX runs_of_workflow \(workflow=\? AND .*created_at/
        steps.any { it =~ /SEARCH task_runs USING INDEX task_runs_by_name \(run=\? AND task=\?\)/ }
    }

    /** The steps of every statement that the query ran; none of them sorts. */
    private List<String> plan(Closure query) {
        def file = home.resolve('anneal.db')
        SqliteStore.open(file).close()
        def session = Session.reader(file, Duration.ofSeconds(1))
        Transaction.run(session, 'BEGIN', false, query)
        def statements = session.@prepared.keySet() - ['BEGIN', 'COMMIT']
        session.close()
        assert !statements.empty
        def connection = DriverManager.getConnection("jdbc:sqlite:$file")
        try {
            def steps = statements.collectMany { sql ->
                def results = connection.prepareStatement("EXPLAIN QUERY PLAN $sql").executeQuery()
                def found = []
                while (results.next()) {
                    found << results.getString('detail')
                }
                found
            }
            assert !steps.any { it.contains('TEMP B-TREE') }
            steps
        } finally {
            connection.close()
        }
    }
}
