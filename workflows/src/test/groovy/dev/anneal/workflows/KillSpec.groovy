package dev.anneal.workflows

import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import java.util.function.Function
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** A life whose process is killed again and again ends as the one that nobody disturbed. */
class KillSpec extends Specification {

    /** The life of loans on a short stream: one policy, and another from row 3,000 on. */
    static final String WORKFLOW = '''\
            workflow: loans
            params:
              from: {type: integer, default: 0}
              to: {type: integer, default: 1_500}
            tasks:
              stream: {type: generate, kind: agrawal, rows: 6_000, noise: 0.05, seed: 7, concepts: [1, 3]}
              history: {type: dataset, source: $stream.rows, rows: {from: $params.from, to: $params.to}, target: approved}
              model: {type: train, data: $history.train, algorithm: xgboost, seed: 7}
              scores: {type: evaluate, model: $model.model, data: $history.test, require: accuracy > champion.accuracy}
              release: {type: version, model: $model.model, report: $scores.report, name: loans}
              live: {type: deploy, version: $release.version, endpoint: loans}
              onwards: {type: request, after: live, runIf: all-done, workflow: loans_watch, with: {from: $params.to}}
            ---
            workflow: loans_watch
            params:
              from: {type: integer}
            tasks:
              stream: {type: generate, kind: agrawal, rows: 6_000, noise: 0.05, seed: 7, concepts: [1, 3]}
              traffic: {type: replay, source: $stream.rows, from: $params.from, count: 500, endpoint: loans, labelsAfter: 50}
              watch: {type: monitor, after: traffic, endpoint: loans, window: 100}
              heal:
                type: retrain-on-drift
                report: $watch.report
                workflow: loans
                with: {from: $watch.since, to: $traffic.labelled}
                needs: 600
                cooldown: 1_000
                atMost: 5
              onwards:
                type: request
                workflow: loans_watch
                with: {from: $traffic.position}
                when: "!heal.requested && !traffic.ended"
            '''.stripIndent()

    /** Moments at which the process is killed, as shares of the events that an undisturbed life journals. */
    static final int KILLS = 4
    static final long SEED = 20_240_615

    @Shared
    @TempDir
    Path folder

    @Shared
    CommandLines undisturbed

    @Shared
    CommandLines killed

    @Shared
    Map expected

    @Shared
    Map life

    void setupSpec() {
        def file = Files.writeString(folder.resolve('loans.yaml'), WORKFLOW)
        undisturbed = new CommandLines(folder.resolve('undisturbed'))
        killed = new CommandLines(folder.resolve('killed'))
        def whole = Child.run(undisturbed.home, 'run', file)
        assert whole.code() == 0: whole
        expected = undisturbed.json('life', 'loans') as Map

        def child = Child.start(killed.home, 'run', file)
        moments(events(undisturbed.home)).each { moment ->
            new PollingConditions(timeout: 300, delay: 0.01).eventually {
                assert !child.running() || events(killed.home) >= moment
            }
            assert child.running(): "ended before event $moment\n$child"
            child.kill()
            child = Child.start(killed.home, 'resume', 'last')
        }
        assert child.await() == 0: child
        life = killed.json('life', 'loans') as Map
    }

    private static List<Integer> moments(int events) {
        def random = new Random(SEED)
        (1..KILLS).collect { 3 + random.nextInt((int) (0.9 * events)) }.unique().sort()
    }

    /** How many events all journals of a home hold; 0 where there is no home yet. */
    private static int events(Path home) {
        if (!Files.exists(home.resolve('anneal.db'))) {
            return 0
        }
        reading(home) { tables -> tables.runs().newest(1_000).sum(0) { tables.runs().journal(it.id()).size() } } as int
    }

    private static Object reading(Path home, Closure closure) {
        Anneal.openExisting(home).withCloseable { it.store().read(closure as Function) }
    }

    /** What a life comes to, without ids, moments and measured times. */
    private static Map essence(Map life) {
        [accuracy   : life.accuracy, drifts: life.drifts, retrains: life.retrains, deployed: life.deployed,
         predictions: life.predictions, labelled: life.labelled, overTime: life.accuracyOverTime,
         alarms     : life.alarms*.subMap('version', 'since', 'at', 'message', 'withdrawn'),
         versions   : life.versions*.subMap('reference', 'metrics', 'data'),
         runs       : life.runs*.subMap('workflow', 'state', 'reason', 'parameters', 'chainLength'),
         events     : life.runs.collect { run -> run.events.findAll { it.kind != 'request' && it.kind != 'version' } }]
    }

    def "it is the life that nobody disturbed, drift and retraining included"() {
        expect:
        expected.retrains >= 1
        expected.drifts*.began == [3_000]
        essence(life) == essence(expected)
    }

    def "there is no version, no request and no prediction twice"() {
        given:
        def versions = killed.json('models', 'loans')
        def requests = reading(killed.home) { tables -> life.runs.collectMany { tables.requests().madeBy(it.id as String) } }

        expect:
        versions*.number == (1..versions.size()).toList()
        versions*.run.unique().size() == versions.size()
        requests*.run() as Set == life.runs*.id.drop(1) as Set
        requests.size() == life.runs.size() - 1
        killed.json('runs', '--limit', '1000').size() == life.runs.size()
        life.predictions == 4_500
    }

    def "each run left one sealed archive, which verifies, and nothing half-written beside it"() {
        given:
        def archives = killed.home.resolve('archives')

        expect:
        archives.toFile().list().findAll { it.endsWith('.tar.zst') }.sort() == life.runs.collect { "${it.id}.tar.zst".toString() }.sort()
        archives.resolve('.sealing').toFile().list().length == 0
        life.runs.every { killed.json('archive', 'verify', it.id).valid }
    }

    def "the models are the same to the byte"() {
        expect:
        killed.json('models', 'loans')*.model == undisturbed.json('models', 'loans')*.model
    }
}
