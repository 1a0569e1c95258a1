package dev.anneal.tasks.deploy

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.registry.ModelRegistry
import dev.anneal.tasks.serving.Deployment
import dev.anneal.tasks.serving.Deployments
import dev.anneal.tasks.serving.Endpoints
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.SeaModels
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DeployTaskSpec extends Specification {

    @TempDir
    Path folder

    TestContext context
    Endpoints endpoints

    void setup() {
        context = new TestContext(folder)
        endpoints = new Endpoints(context.records())
    }

    def "a deployment moves the endpoint and the champion together, and history keeps both"() {
        given:
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1), 'sea')
        SeaModels.version(context.as('run2', 'release'), SeaModels.model(context, 2), 'sea')
        def at = context.clock().instant()

        expect: 'nothing is there before the first'
        endpoints.current('live').empty
        endpoints.champion('live').empty

        when:
        def first = SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')
        def second = SeaModels.deploy(context.as('run2', 'live'), 'sea@latest', 'live')

        then:
        first == [endpoint: 'live', previous: null]
        second == [endpoint: 'live', previous: 'sea@1']
        endpoints.current('live').get() == new Deployment('live', 'sea@2', 'sea@1', 'run2', at)
        endpoints.champion('live').get().number() == 2
        new ModelRegistry(context.records()).find('sea@champion').get().number() == 2
        endpoints.history('live') == [
            new Deployment('live', 'sea@1', null, 'run1', at), new Deployment('live', 'sea@2', 'sea@1', 'run2', at)]
        endpoints.names() == ['live']
        new ModelRegistry(context.records()).aliasHistory('sea')*.who() == ['run1/live', 'run2/live']
    }

    def "the same task of a run deploys once, even if another deployment came between"() {
        given:
        (1..2).each { SeaModels.version(context.as("run$it", 'release'), SeaModels.model(context, it), 'sea') }
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')
        SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'live')

        when:
        def again = SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'live')
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')

        then:
        again.previous == 'sea@1'
        endpoints.current('live').get().version() == 'sea@2'
        endpoints.history('live').size() == 2
    }

    def "a model with other features cannot follow the one that serves, and the message says what differs"() {
        given:
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1, 'x1', 'x2'), 'sea')
        SeaModels.version(context.as('run2', 'release'), SeaModels.model(context, 2, 'x2', 'x3'), 'sea')
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')

        when:
        def outcome = Attempts.run(new DeployTask(), context.as('run2', 'live'), [version: 'sea@2', endpoint: 'live'])

        then:
        outcome instanceof TaskOutcome.Failed
        outcome.failure().kind() == FailureKind.BAD_INPUT
        outcome.failure().message() == "sea@2 cannot follow sea@1 on endpoint 'live': it does not take x1; " +
                'it also needs x3. Train on the same columns, or deploy to another endpoint.'

        and: 'another endpoint takes it'
        SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'other').previous == null
    }

    def "the order of features does not matter"() {
        given:
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1, 'x1', 'x2'), 'sea')
        SeaModels.version(context.as('run2', 'release'), SeaModels.model(context, 2, 'x2', 'x1'), 'sea')
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')

        expect:
        SeaModels.deploy(context.as('run2', 'live'), 'sea@2', 'live').previous == 'sea@1'
    }

    def "a version that is not there is refused: #version"() {
        given:
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1), 'sea')

        when:
        def outcome = Attempts.run(new DeployTask(), context, [version: version, endpoint: 'live'])

        then:
        outcome.failure().kind() == FailureKind.BAD_INPUT
        outcome.failure().message().contains(message)

        where:
        version || message
        'sea@2' || "model 'sea' has no version or alias '2'. Known: 1."
        'see@1' || "Did you mean 'sea'?"
    }

    def "a model whose stored bytes are damaged is not deployed, and does not take the process down"() {
        given:
        def model = SeaModels.model(context, 1)
        SeaModels.version(context.as('run1', 'release'), model, 'sea')
        def trees = context.artifacts().listing(model.digest()).entries().find { it.path() == 'model.ubj' }
        def stored = context.artifacts().file(trees.digest())
        Files.write(stored, Arrays.copyOf(Files.readAllBytes(stored), 20))

        when:
        Attempts.run(new DeployTask(), context, [version: 'sea@1', endpoint: 'live'])

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.startsWith("model.ubj of 'model'")
        e.message.contains('is damaged')
    }

    def "the transaction refuses a version that is not there, and leaves everything as it was"() {
        when:
        context.memory().inTransaction { records ->
            new Deployments(records).deploy('live', 'sea@1', 'run1', 'live', context.clock().instant())
        }

        then:
        thrown(AnnealException)
        endpoints.names().empty
    }

    def "an endpoint's name is one that a folder may have"() {
        when:
        Attempts.run(new DeployTask(), context, [version: 'sea@1', endpoint: '../live'])

        then:
        def e = thrown(AnnealException)
        e.message.startsWith("'../live' cannot name an endpoint")
    }

    def "asking for an endpoint that is not there names the nearest"() {
        given:
        SeaModels.version(context.as('run1', 'release'), SeaModels.model(context, 1), 'sea')
        SeaModels.deploy(context.as('run1', 'live'), 'sea@1', 'live')

        when:
        endpoints.get('lives')

        then:
        def e = thrown(AnnealException)
        e.message == "nothing is deployed to endpoint 'lives'. Did you mean 'live'?"
    }
}
