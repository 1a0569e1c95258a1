package dev.anneal.tasks.version

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.registry.AliasMove
import dev.anneal.tasks.registry.ModelRegistry
import dev.anneal.tasks.registry.RegistryChanges
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.lang.TempDir

class VersionTaskSpec extends Specification {

    @TempDir
    Path folder

    TestContext context
    ModelRegistry registry

    void setup() {
        context = new TestContext(folder)
        registry = new ModelRegistry(context.records())
    }

    def "a version links to its model, report, run, code, data and metrics"() {
        when:
        def outputs = register('run7', 'release', 'loans',
                [report: report(accuracy: 0.9, f1: 0.85), tagged: [owner: 'risk']])
        def version = registry.get('loans@1')

        then:
        outputs == [version: 'loans@1', number: 1]
        version.reference() == 'loans@1'
        version.model() == model('loans')
        version.report() == report(accuracy: 0.9, f1: 0.85)
        version.metrics() == [accuracy: 0.9d, f1: 0.85d]
        [version.run(), version.task(), version.workflow()] == ['run7', 'release', 'loans']
        version.workflowDigest() == context.run().workflowDigest()
        version.codeVersion() == 'c0ffee'
        version.data() == Digest.of('rows')
        version.trainingFacts() == [algorithm: 'xgboost', rows: 600.0G]
        version.tags() == [owner: 'risk']
        version.at() == context.clock().instant()
    }

    def "numbers count within a name, and go on when the same bytes come from another run"() {
        expect:
        register('run1', 'release', 'loans').version == 'loans@1'
        register('run2', 'release', 'loans').version == 'loans@2'
        register('run2', 'other', 'cards').version == 'cards@1'
        (3..12).collect { register("run$it", 'release', 'loans').number } == (3..12)
        registry.versions('loans')*.number() == (1..12)
        registry.names() == ['cards', 'loans']
        registry.versions('loan').empty
    }

    def "the same task of a run never registers twice, however often its effect is applied"() {
        expect:
        register('run1', 'release', 'loans', [aliases: ['challenger']]).version == 'loans@1'
        register('run1', 'release', 'loans', [aliases: ['challenger']]).version == 'loans@1'
        registry.versions('loans').size() == 1
        registry.aliasHistory('loans').size() == 1
    }

    def "transactions at once get different numbers without gaps"() {
        given:
        def pool = Executors.newFixedThreadPool(8)
        def outcome = outcome('loans', [:])

        when:
        def numbers = pool.invokeAll((1..40).collect { i ->
            { -> context.as("run$i", 'release').complete(outcome, new RegisterVersion()).number } as Callable
        })*.get()

        then:
        numbers as Set == (1..40) as Set
        registry.versions('loans')*.number() == (1..40)

        cleanup:
        pool.shutdownNow()
    }

    def "a version whose transaction fails is not there, nor is its alias, and its number is given again"() {
        when:
        context.as('run1', 'release').memory().inTransaction { records ->
            new RegisterVersion().apply(outcome('loans', [aliases: ['challenger']]).effects()[0],
                    origin('run1'), context.clock().instant(), records)
            throw new IllegalStateException('the process dies here')
        }

        then:
        thrown(IllegalStateException)
        registry.names().empty
        registry.aliasHistory('loans').empty
        register('run2', 'release', 'loans').version == 'loans@1'
    }

    def "aliases move with full history, and name versions"() {
        given:
        register('run1', 'release', 'loans', [aliases: ['challenger', 'canary']])
        register('run2', 'release', 'loans', [aliases: ['challenger']])
        def at = context.clock().instant()

        when:
        context.memory().inTransaction { records ->
            new RegistryChanges(records).removeAlias('loans', 'canary', 'kim', at)
        }

        then:
        registry.find('loans@challenger').get().number() == 2
        registry.find('loans@canary').empty
        registry.find('loans@latest').get().number() == 2
        registry.aliases('loans') == [challenger: 2]
        registry.aliasHistory('loans') == [
            new AliasMove('loans', 'challenger', null, 1, 'run1/release', at),
            new AliasMove('loans', 'canary', null, 1, 'run1/release', at),
            new AliasMove('loans', 'challenger', 1, 2, 'run2/release', at),
            new AliasMove('loans', 'canary', 1, null, 'kim', at),
        ]
    }

    def "moving an alias to where it points is no move"() {
        given:
        register('run1', 'release', 'loans', [aliases: ['challenger']])

        when:
        context.memory().inTransaction { records ->
            new RegistryChanges(records).moveAlias('loans', 'challenger', 1, 'kim', context.clock().instant())
        }

        then:
        registry.aliasHistory('loans').size() == 1
    }

    def "'#reference' is unknown, and the message says what there is: #message"() {
        given:
        register('run1', 'release', 'loans', [aliases: ['challenger']])
        register('run2', 'release', 'loans')

        when:
        registry.get(reference)

        then:
        def e = thrown(AnnealException)
        e.message.contains(message)
        registry.find(reference).empty

        where:
        reference            || message
        'loan@1'             || "no model is registered as 'loan'. Did you mean 'loans'?"
        'loans@3'            || "has no version or alias '3'. Known: challenger, 1 to 2."
        'loans@99999999999'  || "has no version or alias '99999999999'"
        'loans@champion'     || "has no version or alias 'champion'"
        'loans'              || 'write name@number or name@alias'
        '@1'                 || 'write name@number or name@alias'
    }

    def "a name or alias that cannot be one is refused before anything is registered: #settings"() {
        when:
        Attempts.run(new VersionTask(), context, [model: model('loans'), name: 'loans'] + settings)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.contains(message)

        where:
        settings                 || message
        [name: 'a/b']            || "'a/b' cannot name a model"
        [name: 'loans@2']        || "'loans@2' cannot name a model"
        [aliases: ['7']]         || "'7' cannot name an alias"
        [aliases: ['latest']]    || "'latest' cannot name an alias"
        [aliases: ['champion']]  || "the task 'deploy' moves it"
    }

    private Map<String, Object> register(String run, String task, String name, Map more = [:]) {
        context.as(run, task).complete(outcome(name, more), new RegisterVersion())
    }

    private TaskOutcome outcome(String name, Map more) {
        Attempts.run(new VersionTask(), context, [model: model(name), name: name] + more)
    }

    private static dev.anneal.engine.task.EffectHandler.Origin origin(String run) {
        new dev.anneal.engine.task.EffectHandler.Origin(run, 'loans', 'release')
    }

    private static Artifact model(String content) {
        new Artifact('model', ValueType.MODEL, Digest.of(content), 10, Artifact.FOLDER_MEDIA_TYPE,
                [algorithm: 'xgboost', rows: 600, data: Digest.of('rows').hex()])
    }

    private static Artifact report(Map<String, Double> metrics) {
        new Artifact('report.json', ValueType.REPORT, Digest.of('report'), 10, 'application/json',
                [kind: 'evaluation', metrics: metrics])
    }
}
