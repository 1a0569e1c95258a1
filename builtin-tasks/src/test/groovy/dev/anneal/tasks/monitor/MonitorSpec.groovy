package dev.anneal.tasks.monitor

import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.drift.ReferenceNumbers
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** On a real prediction log, with predictions whose errors are drawn as {@link ReferenceNumbers} says. */
class MonitorSpec extends Specification {

    /** By the Python port of the paper's rule: warning from example 1,315, drift at 2,023, errors most likely rose at 2,002; they truly do at 2,000. */
    static final boolean[] CHANGING = ReferenceNumbers.errors(2, [[2000, 0.1], [1000, 0.3]])
    /** By the same: five alarms, the last at 371, on a stretch of 2,000 where nothing changes. */
    static final boolean[] STEADY = ReferenceNumbers.errors(1, [[2000, 0.1]])

    @TempDir
    Path folder
    WatchedEndpoint endpoint

    def setup() {
        endpoint = new WatchedEndpoint(folder)
    }

    private TaskOutcome.Succeeded watch(Map<String, Object> settings = [:]) {
        def binder = new Binder(folder)
        def bound = binder.bind(MonitorSettings, Values.copyOf([endpoint: 'loans', window: 250] + settings))
        assert binder.misfits().empty
        new MonitorTask().run(bound, endpoint.context)
    }

    private MonitorReport report(TaskOutcome.Succeeded outcome) {
        MonitorReport.read(Files.readString(endpoint.context.artifacts().file(outcome.outputs().report.digest())))
    }

    private List<Map<String, Object>> complete(TaskOutcome.Succeeded outcome) {
        endpoint.context.complete(outcome, new RaiseAlarm(), new WithdrawAlarm())
        Alarms.of(endpoint.context.records(), 'loans')
    }

    def "a change of concept is found: outputs say where it began and where it was found"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, CHANGING)

        when:
        def outcome = watch()

        then:
        outcome.outputs().drift
        outcome.outputs().since == 7002
        outcome.outputs().at == 7023
        with(report(outcome)) {
            verdict() == 'concept drift of loans@1: errors rose at row 7,002, alarm at row 7,023'
            labelledSince() == 998
            windowEnd() == 7750
            concept().seen() == 3000
        }
    }

    def "without drift, the positions are there and empty"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, STEADY)

        when:
        def outcome = watch()

        then:
        !outcome.outputs().drift
        outcome.outputs().containsKey('since')
        outcome.outputs().since == null
        outcome.outputs().at == null
    }

    def "an alarm that turns out to be none is withdrawn, and stands where confirmation is not wanted"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, STEADY)

        expect:
        report(watch()).verdict().startsWith('no drift of loans@1: the alarm at row 5,371 is withdrawn, the error rate after it is 0.1')
        report(watch(confirm: false)).with { [it.drift(), it.at()] } == [true, 5371L]
    }

    def "each alarm is written down once, with where it began and was found"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, CHANGING)

        when:
        def first = complete(watch())
        def again = complete(watch())

        then:
        again == first
        first*.subMap('endpoint', 'version', 'kind', 'since', 'at', 'message') == [
                [endpoint: 'loans', version: 'loans@1', kind: 'concept', since: 7002, at: 7023,
                 message: 'concept drift of loans@1: errors rose at row 7,002, alarm at row 7,023']]
    }

    def "an alarm that was raised and withdrawn says so"() {
        given: 'the alarm at example 88 of the steady stretch, with three labelled rows after it'
        endpoint.deploy(1)
        endpoint.send(5000, STEADY[0..91] as boolean[])

        expect:
        complete(watch()).collect { [it.at, it.withdrawn] } == [[5088, null]]

        when:
        endpoint.send(5092, STEADY[92..1999] as boolean[])
        def alarms = complete(watch())

        then: 'later ones, withdrawn as soon as they were seen, were never raised'
        alarms.size() == 1
        alarms[0].withdrawn.startsWith('the alarm at row 5,088 is withdrawn')
    }

    def "windows close when every row in them has its label and a later one was sent"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, new boolean[1000], waiting: 100)

        when:
        def outcome = watch()

        then:
        outcome.outputs().watermark == 5900
        report(outcome).windows().collect { [it.from(), it.to(), it.rows()] }
                == [[5000, 5250, 250], [5250, 5500, 250], [5500, 5750, 250]]
        report(outcome).windowEnd() == 5750
    }

    def "a window has accuracy, mean score, latencies and throughput, and the last one's are the metrics"() {
        given: 'predictions 10 ms apart, each 2 ms long; every fifth wrong'
        endpoint.deploy(1)
        endpoint.send(0, (0..<600).collect { it % 5 == 0 } as boolean[])

        when:
        def outcome = watch()

        then:
        with(report(outcome).windows().last()) {
            accuracy() == 0.8
            meanScore() == 0.75
            latencyP50Ms() == 2
            latencyP99Ms() == 2
            Math.abs(rowsPerSecond() - 100) < 1e-9
        }
        outcome.metrics().subMap('accuracy', 'latencyP99Ms', 'errorRate') ==
                [accuracy: 0.8d, latencyP99Ms: 2d, errorRate: 0.2d]
    }

    def "only the version now serving is judged"() {
        given: 'the first version made errors after a change'
        endpoint.deploy(1)
        endpoint.send(5000, CHANGING)
        endpoint.deploy(2)
        endpoint.send(8000, STEADY[400..999] as boolean[], version: 2)

        when:
        def found = report(watch())

        then:
        found.version() == 'loans@2'
        found.rows() == 600
        found.windows().first().from() == 8000
        found.concept().alarms().empty
        found.rowsBefore() == 3599
    }

    def "a version that comes back is judged by what it did since then"() {
        given:
        endpoint.deploy(1)
        endpoint.send(0, CHANGING)
        endpoint.deploy(2, at: WatchedEndpoint.LIVE.plusSeconds(60))
        endpoint.deploy(1, at: WatchedEndpoint.LIVE.plusSeconds(120))
        endpoint.send(3000, new boolean[300], at: WatchedEndpoint.LIVE.plusSeconds(120))

        expect:
        report(watch()).rows() == 300
    }

    def "predictions that were asked for by hand are not watched: no label of theirs ever comes"() {
        given:
        endpoint.deploy(1)
        endpoint.send(5000, CHANGING)
        def before = report(watch())

        when:
        endpoint.send(0, new boolean[2], waiting: 2, run: '')

        then:
        with(report(watch())) {
            watermark() == before.watermark()
            windows() == before.windows()
            rowsBefore() == before.rowsBefore()
        }
    }

    def "without labels it says so, and there is no drift"() {
        given:
        endpoint.deploy(1)
        endpoint.send(0, new boolean[300], waiting: 300)

        when:
        def found = report(watch())

        then:
        !found.drift()
        found.verdict() == 'no drift that could be told of loans@1: no labels yet'
        found.watermark() == 0
        found.windows().empty
    }

    def "before the first prediction there is nothing to judge"() {
        given:
        endpoint.deploy(1)

        when:
        def outcome = watch()

        then:
        outcome.outputs().watermark == null
        report(outcome).verdict() == 'no drift: loans@1 has made no predictions yet'
    }

    def "inputs that left the training data are reported, but are no drift unless that is watched"() {
        given:
        endpoint.deploy(1)
        endpoint.send(0, new boolean[600], shift: 0.5)

        expect:
        with(report(watch())) {
            data().drifted() == ['x']
            data().features()[0].psi() > 0.2
            data().features()[0].pValue() < 1e-6
            !drift()
        }
        with(report(watch(on: ['data']))) {
            drift()
            since() == 250
            at() == 500
            verdict() == 'data drift of loans@1 in x: window from row 250 to row 500'
        }
        complete(watch(on: ['concept', 'data']))*.kind == ['data']
    }

    def "inputs like the training data are no data drift"() {
        given:
        endpoint.deploy(1)
        endpoint.send(0, new boolean[600])

        expect:
        !report(watch(on: ['data'])).drift()
    }

    def "data drift that cannot be told says why: #why"() {
        given:
        endpoint.deploy(options, 1)
        endpoint.send(0, new boolean[600])

        expect:
        report(watch()).data().note() == why
        report(watch()).data().features().empty

        where:
        options        || why
        [data: false]  || 'loans@1 does not say what it was trained on'
        [feature: 'y'] || 'no numbers to compare for x'
    }

    def "on timestamped data windows may be durations or rows"() {
        given: 'a row each half hour'
        long start = 1_700_006_400_000
        endpoint.deploy(1)
        endpoint.send(0, new boolean[120], position: { row -> start + row * 1_800_000 })

        expect:
        report(watch(window: '1d')).windows()*.rows() == [48, 48]
        report(watch(window: 50)).windows().collect { [(it.from() - start) / 1_800_000, it.rows()] } == [[0, 50], [50, 50]]
        report(watch(window: '1d')).timestamped()
    }

    def "a duration where the data has no timestamps is refused"() {
        given:
        endpoint.deploy(1)
        endpoint.send(0, new boolean[10])

        when:
        watch(window: '1d')

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains('no timestamp column: give a number of rows')
    }

    def "an endpoint that is not there is named, with the nearest"() {
        given:
        endpoint.deploy(1)

        when:
        watch(endpoint: 'loan')

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains("Did you mean 'loans'?")
    }

    def "a window of #window does not fit: #message"() {
        given:
        def binder = new Binder(folder)

        expect:
        binder.bind(MonitorSettings, Values.copyOf([endpoint: 'loans', window: window])) == null
        binder.misfits()[0].message().contains(message)

        where:
        window  || message
        '250 x' || "found '250 x'"
        2.5     || 'found the number 2.5'
        0       || 'at least 1'
    }
}
