package dev.anneal.tasks.retrain

import static dev.anneal.tasks.retrain.Decision.Kind.DEFERRED
import static dev.anneal.tasks.retrain.Decision.Kind.NONE
import static dev.anneal.tasks.retrain.Decision.Kind.REFUSED
import static dev.anneal.tasks.retrain.Decision.Kind.REQUESTED

import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.monitor.MonitorReport
import dev.anneal.tasks.monitor.Span
import java.time.Instant
import spock.lang.Specification

class LimitsSpec extends Specification {

    static final long HOUR = 3_600_000

    private static MonitorReport report(Map<String, Object> is = [:]) {
        def drift = is.drift == null ? true : is.drift
        def watermark = (is.watermark ?: 14_000) as long
        new MonitorReport('loans', (is.version ?: 'loans@1') as String, is.timestamped ?: false, 0, 0, 0, watermark,
                (is.rowsBefore ?: watermark) as long, watermark, [],
                new MonitorReport.DataCheck(null, null, false, [], [], ''),
                new MonitorReport.ConceptCheck(drift, 0, null, null, [], ''),
                drift, drift ? 12_520L : null, drift ? (is.at ?: 12_561) as Long : null, (is.rows ?: 1000) as long,
                drift ? 'drift' : 'no drift')
    }

    private static LedgerEntry entry(Map<String, Object> is, Decision.Kind kind) {
        new LedgerEntry('loans', 1, kind, '', (is.version ?: 'loans@1') as String, 0L, (is.at ?: 12_561) as Long, 0L,
                is.position as Long, (is.rowsBefore ?: is.position) as long, is.timestamped ?: false, null, 'r', 't',
                Instant.EPOCH)
    }

    private static Span rows(long count) {
        new Span(false, count)
    }

    private static Span time(long hours) {
        new Span(true, hours * HOUR)
    }

    def "#what: #decision"() {
        expect:
        new Limits(needs, cooldown, atMost, per).decide(report(report), ledger).kind() == decision

        where:
        what                                         | needs | cooldown   | atMost | per          | report                              | ledger                                                                          || decision
        'no drift'                                   | 0     | null       | null   | null         | [drift: false]                      | []                                                                              || NONE
        'drift, no limits'                           | 0     | null       | null   | null         | [:]                                 | []                                                                              || REQUESTED
        'one labelled row too few'                   | 1000  | null       | null   | null         | [rows: 999]                         | []                                                                              || DEFERRED
        'just enough labelled rows'                  | 1000  | null       | null   | null         | [rows: 1000]                        | []                                                                              || REQUESTED
        'first request is not in cooldown'           | 0     | rows(2000) | null   | null         | [:]                                 | []                                                                              || REQUESTED
        'inside the cooldown'                        | 0     | rows(2000) | null   | null         | [version: 'loans@2', at: 13_000]    | [entry(REQUESTED, position: 12_001)]                                            || DEFERRED
        'cooldown just over'                         | 0     | rows(2000) | null   | null         | [version: 'loans@2', at: 13_000]    | [entry(REQUESTED, position: 12_000)]                                            || REQUESTED
        'the last request counts for the cooldown'   | 0     | rows(2000) | null   | null         | [:]                                 | [entry(REQUESTED, position: 5000), entry(REQUESTED, position: 13_000)]          || DEFERRED
        'a deferral starts no cooldown'              | 0     | rows(2000) | null   | null         | [:]                                 | [entry(DEFERRED, position: 13_900)]                                             || REQUESTED
        'a refusal starts no cooldown'               | 0     | rows(2000) | null   | null         | [:]                                 | [entry(REFUSED, position: 13_900)]                                              || REQUESTED
        'the same alarm again, without a cooldown'   | 0     | null       | null   | null         | [:]                                 | [entry(REQUESTED, position: 13_000)]                                            || DEFERRED
        'another alarm, without a cooldown'          | 0     | null       | null   | null         | [at: 13_500]                        | [entry(REQUESTED, position: 13_000)]                                            || REQUESTED
        'the same position of another version'       | 0     | null       | null   | null         | [version: 'loans@2']                | [entry(REQUESTED, position: 13_000)]                                            || REQUESTED
        'the same alarm still, after the cooldown'   | 0     | rows(500)  | null   | null         | [:]                                 | [entry(REQUESTED, position: 13_000)]                                            || REQUESTED
        'as many as are allowed'                     | 0     | null       | 2      | null         | [at: 13_500]                        | [entry(REQUESTED, position: 5000), entry(REQUESTED, position: 9000)]            || REFUSED
        'one fewer'                                  | 0     | null       | 2      | null         | [at: 13_500]                        | [entry(REQUESTED, position: 5000), entry(DEFERRED, position: 9000)]             || REQUESTED
        'none allowed'                               | 0     | null       | 0      | null         | [:]                                 | []                                                                              || REFUSED
        'as many in the period'                      | 0     | null       | 1      | rows(5000)   | [at: 13_500]                        | [entry(REQUESTED, position: 9001)]                                              || REFUSED
        'none in the period any more'                | 0     | null       | 1      | rows(5000)   | [at: 13_500]                        | [entry(REQUESTED, position: 9000)]                                              || REQUESTED
        'too few rows come before the maximum'       | 1000  | null       | 0      | null         | [rows: 5]                           | []                                                                              || DEFERRED
        'five hours into a cooldown of six'          | 0     | time(6)    | null   | null         | [timestamped: true, watermark: 9 * HOUR] | [entry(REQUESTED, position: 4 * HOUR, timestamped: true)]                  || DEFERRED
        'six hours into a cooldown of six'           | 0     | time(6)    | null   | null         | [timestamped: true, watermark: 9 * HOUR] | [entry(REQUESTED, position: 3 * HOUR, timestamped: true)]                  || REQUESTED
        'a cooldown of rows on timestamped data'     | 0     | rows(100)  | null   | null         | [timestamped: true, watermark: 9 * HOUR, rowsBefore: 500] | [entry(REQUESTED, position: 1, rowsBefore: 401, timestamped: true)] || DEFERRED
    }

    def "deferred alarms coalesce: two alarms in one cooldown become one request, for the newer one"() {
        given:
        def limits = new Limits(0, rows(2000), null, null)
        def ledger = [entry(REQUESTED, position: 12_600)]

        when:
        def decisions = [13_000, 14_000, 15_000, 16_000].collect { watermark ->
            def report = report(version: 'loans@2', watermark: watermark, at: watermark < 14_000 ? 12_900 : 13_950)
            def decided = limits.decide(report, ledger).kind()
            ledger << entry(decided, position: watermark, version: 'loans@2', at: report.at())
            decided
        }

        then:
        decisions == [DEFERRED, DEFERRED, REQUESTED, DEFERRED]
        ledger.findAll { it.requested() }*.at() == [12_561, 13_950]
    }

    def "reasons are in numbers"() {
        expect:
        new Limits(1000, null, null, null).decide(report(rows: 412), []).reason()
                == 'drift; 412 labelled rows since then, 1,000 are needed'
        new Limits(0, rows(2000), null, null).decide(report(), [entry(REQUESTED, position: 13_000)]).reason()
                == 'drift; 1,000 rows since the last request, the cooldown is 2,000 rows'
        new Limits(0, null, 1, rows(5000)).decide(report(at: 1), [entry(REQUESTED, position: 13_000)]).reason()
                == 'drift; 1 of at most 1 requests made in the last 5,000 rows'
    }

    def "a duration where the data has no timestamps is refused"() {
        when:
        new Limits(0, time(6), null, null).decide(report(), [entry(REQUESTED, position: 13_000)])

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains("'cooldown' is a duration")
    }
}
