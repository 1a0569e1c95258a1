package dev.anneal.tasks.request

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class RequestSpec extends Specification {

    @TempDir
    Path folder

    private TaskOutcome.Succeeded request(Map<String, Object> settings) {
        def binder = new Binder(folder)
        def bound = binder.bind(RequestSettings, Values.copyOf(settings))
        assert binder.misfits().empty
        new RequestTask().run(bound, new TestContext(folder).as('run7', 'onwards'))
    }

    def "it asks for a run with its parameters, unique on run and task"() {
        when:
        def outcome = request(workflow: 'loans_watch', with: [from: 6000])

        then:
        outcome.outputs() == [workflow: 'loans_watch']
        outcome.effects()*.type() == ['request-run']
        outcome.effects()[0].data() == [workflow: 'loans_watch', parameters: [from: 6000],
                                        reason: '']
    }

    def "it can wait and say why"() {
        when:
        def outcome = request(workflow: 'loans', notBefore: '6h', reason: 'the market has closed')

        then:
        outcome.effects()[0].data() == [workflow: 'loans', parameters: [:], notBefore: '2024-01-01T06:00:00Z',
                                        reason: 'the market has closed']
    }

    def "a parameter that is #what is refused"() {
        when:
        request(workflow: 'loans', with: [to: 7, from: value])

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains(message)

        where:
        what       | value                                                                          || message
        'empty'    | null                                                                           || 'requested with from, but there is no value'
        'a file'   | new Artifact('a.csv', ValueType.FILE, Digest.of('a'), 1, 'text/csv', [:])      || "parameter 'from' of the requested run of 'loans' is the file 'a.csv'"
    }
}
