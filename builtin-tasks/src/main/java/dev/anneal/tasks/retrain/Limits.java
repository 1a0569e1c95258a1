package dev.anneal.tasks.retrain;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.tasks.monitor.MonitorReport;
import dev.anneal.tasks.monitor.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much may be done about drift. Time is event time, so that a replay of years in seconds is decided as it would have
 * been then.
 *
 * @param needs labelled predictions since the error rate rose
 * @param cooldown after a request; null where there is none
 * @param atMost requests; null for any number
 * @param per that {@code atMost} is counted over; null for all time
 */
record Limits(
        long needs,
        @Nullable Span cooldown,
        @Nullable Integer atMost,
        @Nullable Span per) {

    /**
     * What to do now. Enough data comes before the cooldown, the cooldown before the maximum. Alarms that are deferred
     * are not lost: the report names the newest that stands, so that one request later answers them all.
     *
     * @param ledger the endpoint's, oldest first
     * @throws AnnealException bad-input, where a limit is a duration and the endpoint's data has no timestamps
     */
    Decision decide(MonitorReport report, List<LedgerEntry> ledger) {
        if (!report.drift()) {
            return new Decision(Decision.Kind.NONE, report.verdict());
        }
        if (report.labelledSince() < needs) {
            return deferred(String.format(
                    Locale.ROOT,
                    "%s; %,d labelled rows since then, %,d are needed",
                    report.verdict(),
                    report.labelledSince(),
                    needs));
        }
        List<LedgerEntry> requests =
                ledger.stream().filter(LedgerEntry::requested).toList();
        LedgerEntry last = requests.isEmpty() ? null : requests.get(requests.size() - 1);
        if (last != null) {
            Decision waits = waits(report, last);
            if (waits != null) {
                return waits;
            }
        }
        long used = requests.stream().filter(request -> counts(report, request)).count();
        if (atMost != null && used >= atMost) {
            return new Decision(
                    Decision.Kind.REFUSED,
                    report.verdict() + "; " + used + " of at most " + atMost + " requests made"
                            + (per == null ? "" : " in the last " + per.forPeople()));
        }
        return new Decision(Decision.Kind.REQUESTED, report.verdict());
    }

    private @Nullable Decision waits(MonitorReport report, LedgerEntry last) {
        if (cooldown == null) {
            boolean answered = last.version().equals(report.version())
                    && last.at() != null
                    && last.at().equals(report.at());
            return answered
                    ? deferred(report.verdict() + "; answered by a request already, and without a cooldown one alarm is"
                            + " answered once")
                    : null;
        }
        long gone = gone(cooldown, "cooldown", report, last);
        return gone < cooldown.length()
                ? deferred(report.verdict() + "; " + cooldown.length(gone) + " since the last request, the cooldown is "
                        + cooldown.forPeople())
                : null;
    }

    private boolean counts(MonitorReport report, LedgerEntry request) {
        return per == null || gone(per, "per", report, request) < per.length();
    }

    /** Event time from a request's watermark to the report's. */
    private static long gone(Span span, String setting, MonitorReport report, LedgerEntry request) {
        if (span.time() && !report.timestamped()) {
            throw AnnealException.badInput(
                    "no-timestamps",
                    "setting '" + setting + "' is a duration, but the rows sent to endpoint '" + report.endpoint()
                            + "' have no timestamp column: give a number of rows, such as 2000.");
        }
        Long now = report.watermark();
        Long then = request.position();
        boolean counted = report.timestamped() && !span.time();
        return counted || now == null || then == null ? report.rowsBefore() - request.rowsBefore() : now - then;
    }

    private static Decision deferred(String reason) {
        return new Decision(Decision.Kind.DEFERRED, reason);
    }
}
