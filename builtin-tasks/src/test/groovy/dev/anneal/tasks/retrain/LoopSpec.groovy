package dev.anneal.tasks.retrain

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.run.RunRequest
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Binary
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.task.EffectHandler
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.monitor.Alarms
import dev.anneal.tasks.serving.PredictionLog
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The tasks of the loans example, one after the other, with their effects: models at work on a stream that changes. */
class LoopSpec extends Specification {

    static final long CHANGE = 12_500

    @TempDir
    @Shared
    Path folder
    @Shared
    TaskCatalog catalog = TaskCatalog.ofClassPath()
    @Shared
    EffectHandler[] handlers = ServiceLoader.load(EffectHandler).toList() as EffectHandler[]
    @Shared
    TestContext context
    @Shared
    int runs
    @Shared
    Map<TaskOutcome, Map<String, Object>> completed = new IdentityHashMap<>()
    @Shared
    Artifact stream
    @Shared
    List<Map<String, Object>> retrained = []

    def setupSpec() {
        context = new TestContext(folder)
        stream = (Artifact) outputs(task('generate', [kind: 'agrawal', rows: 25_000, noise: 0.05, seed: 7,
                                                      concepts: [1, 2]])).rows
        train(from: 0, to: 5000)
        long position = 5000
        while (position < 16_000) {
            def traffic = outputs(task('replay', [source: stream, from: position, count: 1000, endpoint: 'loans',
                                                  labelsAfter: 100]))
            position = traffic.position as long
            def watched = outputs(task('monitor', [endpoint: 'loans', window: 250]))
            def healing = task('retrain-on-drift', [
                    report: watched.report, workflow: 'loans', with: [from: watched.since, to: position],
                    needs: 1000, cooldown: 2000, atMost: 10])
            healing.effects().findAll { it.type() == RunRequest.EFFECT }.each { request ->
                retrained << request.data()
                train((Map) request.data().parameters)
            }
        }
    }

    def "the change of policy is found within 500 rows, and asks for one retraining, on rows after it"() {
        given:
        def stretch = retrained[0].parameters

        expect:
        retrained*.key == ['drift/loans/loans@1/13750']
        stretch.from > CHANGE - 500
        stretch.from < CHANGE + 500
        stretch.to >= stretch.from + 1000
        Alarms.of(context.records(), 'loans').any {
            it.version == 'loans@1' && it.at > CHANGE && it.at < CHANGE + 500 && !it.containsKey('withdrawn')
        }
    }

    def "until enough rows are there the ledger says deferred"() {
        expect:
        LedgerEntry.of(context.records(), 'loans')*.decision()*.word().take(2) == ['deferred', 'requested']
    }

    def "the new version is deployed and heals"() {
        given:
        def sent = new PredictionLog(context.homeFolder('predictions')).read('loans').groupBy { it.version() }
        def accuracy = { List predictions ->
            def labelled = predictions.findAll { it.label() != null }
            labelled.count { it.predicted() == it.label() } / labelled.size()
        }

        expect:
        sent.keySet() == ['loans@1', 'loans@2'] as Set
        accuracy(sent['loans@1'].findAll { it.row() > CHANGE }) < 0.7
        accuracy(sent['loans@2']) > 0.85
    }

    /** The workflow {@code loans}. */
    private void train(Map<String, Object> stretch) {
        runs++
        def history = outputs(task('dataset', [source: stream, rows: stretch, target: 'approved',
                                               split: [by: 'order', train: 0.8]]))
        def model = outputs(task('train', [data: history.train, algorithm: 'xgboost', seed: 7])).model
        def better = new Binary(BinaryOperator.AND,
                new Binary(BinaryOperator.GREATER, ref('accuracy'), ref('baseline', 'majority')),
                new Binary(BinaryOperator.GREATER, ref('accuracy'), ref('champion', 'accuracy')))
        def scores = task('evaluate', [model: model, data: history.test], [require: better])
        if (scores instanceof TaskOutcome.Succeeded) {
            def release = task('version', [model: model, report: scores.outputs().report, name: 'loans'])
            task('deploy', [version: outputs(release).version, endpoint: 'loans'])
        }
    }

    private static Reference ref(String... path) {
        new Reference(path as List)
    }

    private Map<String, Object> outputs(TaskOutcome outcome) {
        completed[outcome]
    }

    private TaskOutcome task(String type, Map<String, Object> values, Map<String, Expression> conditions = [:]) {
        def found = catalog.find(type).get()
        def binder = new Binder(folder)
        def settings = binder.bind(found.description().settings(), Values.copyOf(values) + conditions)
        assert binder.misfits().empty
        def here = context.as("run${runs}-${completed.size()}".toString(), type)
        def outcome = found.run(settings, here)
        completed[outcome] = here.complete(outcome, handlers)
        outcome
    }
}
