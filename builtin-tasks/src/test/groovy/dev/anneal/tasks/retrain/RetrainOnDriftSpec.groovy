package dev.anneal.tasks.retrain

import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.RunRequest
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.task.Effect
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.drift.ReferenceNumbers
import dev.anneal.tasks.monitor.MonitorTask
import dev.anneal.tasks.monitor.MonitorSettings
import dev.anneal.tasks.monitor.WatchedEndpoint
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** On reports that {@code monitor} made of a real log: alarm at row 7,023, errors rose at row 7,002. */
class RetrainOnDriftSpec extends Specification {

    static final boolean[] CHANGING = ReferenceNumbers.errors(2, [[2000, 0.1], [1000, 0.3]])

    @TempDir
    Path folder
    WatchedEndpoint endpoint

    def setup() {
        endpoint = new WatchedEndpoint(folder)
        endpoint.deploy(1)
    }

    private static <S extends Record> S bind(Class<S> type, Map<String, Object> settings) {
        def binder = new Binder(Path.of('/'))
        def bound = binder.bind(type, Values.copyOf(settings))
        assert binder.misfits().empty
        bound
    }

    private Map<String, Object> watch() {
        ((TaskOutcome.Succeeded) new MonitorTask()
                .run(bind(MonitorSettings, [endpoint: 'loans', window: 250]), endpoint.context)).outputs()
    }

    private TaskOutcome.Succeeded heal(Map<String, Object> watched, Map<String, Object> settings = [:]) {
        def with = [from: watched.since, to: 8000]
        def bound = bind(RetrainSettings, [report: watched.report, workflow: 'loans', with: with] + settings)
        def outcome = (TaskOutcome.Succeeded) new RetrainOnDriftTask().run(bound, endpoint.context)
        endpoint.context.complete(outcome, new WriteDecision())
        outcome
    }

    private static Effect request(TaskOutcome.Succeeded outcome) {
        outcome.effects().find { it.type() == RunRequest.EFFECT }
    }

    private List<LedgerEntry> ledger() {
        LedgerEntry.of(endpoint.context.records(), 'loans')
    }

    def "drift makes a request under endpoint, version and window end, with parameters and a reason for people"() {
        given:
        endpoint.send(5000, CHANGING)

        when:
        def outcome = heal(watch())

        then:
        outcome.outputs() == [requested: true, decision: 'requested',
                              reason: 'concept drift of loans@1: errors rose at row 7,002, alarm at row 7,023']
        request(outcome).data() == [key: 'drift/loans/loans@1/7750', workflow: 'loans',
                                    parameters: [from: 7002, to: 8000], reason: outcome.outputs().reason]
    }

    def "without drift nothing is requested and nothing written, though parameters are empty"() {
        given:
        endpoint.send(5000, new boolean[1000])

        when:
        def outcome = heal(watch())

        then:
        outcome.outputs().subMap('requested', 'decision') == [requested: false, decision: 'none']
        outcome.effects().empty
        ledger().empty
    }

    def "with too few labelled rows it is deferred, then requested once there are enough"() {
        given:
        endpoint.send(5000, CHANGING[0..2199] as boolean[])

        when:
        def early = heal(watch(), [needs: 990])
        endpoint.send(7200, CHANGING[2200..2999] as boolean[])
        def later = heal(watch(), [needs: 990])

        then:
        [early, later]*.outputs()*.decision == ['deferred', 'requested']
        request(early) == null
        with(ledger()) {
            it*.sequence() == [1, 2]
            it*.decision()*.word() == ['deferred', 'requested']
            it*.position() == [7199, 7999]
            it*.since() == [7002, 7002]
            it*.workflow() == [null, 'loans']
        }
    }

    def "a deferral whose alarm was withdrawn is closed in the ledger, once"() {
        given: 'by the Python port: an alarm at example 88, where nothing changes'
        def steady = ReferenceNumbers.errors(1, [[2000, 0.1]])
        endpoint.send(5000, steady[0..91] as boolean[])
        heal(watch(), [needs: 990])

        when:
        endpoint.send(5092, steady[92..1999] as boolean[])
        heal(watch(), [needs: 990])
        heal(watch(), [needs: 990])

        then:
        ledger()*.decision()*.word() == ['deferred', 'none']
        ledger().last().reason().contains('is withdrawn')
    }

    def "a request without a value for one of its parameters is refused"() {
        given:
        endpoint.send(5000, CHANGING)

        when:
        heal(watch(), [with: [from: null, to: 8000]])

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains('requested with from')
        ledger().empty
    }

    def "settings that do not fit: #message"() {
        given:
        endpoint.send(5000, new boolean[10])
        def binder = new Binder(folder)

        expect:
        binder.bind(RetrainSettings, Values.copyOf([report: watch().report, workflow: 'loans'] + settings)) == null
        binder.misfits()[0].message().contains(message)

        where:
        settings             || message
        [per: 10]           || "give 'atMost' too"
        [cooldown: 'a week'] || "'cooldown': expected a whole number of rows, or a duration"
        [may: ['rollback']]  || 'expected one of retrain'
        [atMost: -1]        || 'expected a whole number of at least 0'
    }
}
