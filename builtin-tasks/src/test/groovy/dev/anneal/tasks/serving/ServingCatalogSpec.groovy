package dev.anneal.tasks.serving

import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.WorldEffect
import spock.lang.Shared
import spock.lang.Specification

class ServingCatalogSpec extends Specification {

    @Shared
    TaskCatalog catalog = TaskCatalog.ofClassPath()

    def "the class path offers '#name' with settings #settings and outputs #outputs"() {
        given:
        def description = catalog.find(name).get().description()

        expect:
        description.worldEffect() == WorldEffect.CHANGES_WORLD
        catalog.schema(description).settings().findAll { it.required() }*.name() == settings
        description.outputs().collectEntries { [it.name(), it.type()] } == outputs

        where:
        name      || settings                        | outputs
        'version' || ['model', 'name']               | [version: ValueType.MODEL_VERSION, number: ValueType.NUMBER]
        'deploy'  || ['version', 'endpoint']         | [endpoint: ValueType.TEXT, previous: ValueType.MODEL_VERSION]
        'replay'  || ['source', 'count', 'endpoint'] | [position: ValueType.NUMBER, labelled: ValueType.NUMBER,
                                                        ended: ValueType.BOOLEAN, sent: ValueType.NUMBER, new: ValueType.NUMBER]
    }

    def "the class path offers a handler of the effect '#effect'"() {
        expect:
        catalog.handler(effect).present

        where:
        effect << ['register-version', 'deploy']
    }

    def "no setting is called as a word of the engine is"() {
        expect:
        ['version', 'deploy', 'replay'].every { name ->
            def description = catalog.find(name).get().description()
            catalog.schema(description).names().disjoint(['type', 'name', 'after', 'when', 'runIf', 'forEach', 'repeat', 'retry',
                'timeout', 'resources', 'pool', 'priority', 'cache', 'allowFailure', 'onFailure', 'executor', 'image', 'env',
                'outputs', 'tags'] - (name == 'version' ? ['name'] : []))
        }
    }
}
