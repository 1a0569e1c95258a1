package dev.anneal.tasks.monitor;

import dev.anneal.tasks.monitor.MonitorReport.ConceptCheck;
import dev.anneal.tasks.monitor.MonitorReport.DataCheck;
import dev.anneal.tasks.monitor.MonitorReport.FoundAlarm;
import dev.anneal.tasks.monitor.MonitorSettings.Watched;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether retraining is called for, since when, and why. Concept drift comes before data drift.
 *
 * @param kind null where there is no drift
 * @param since null where there is no drift
 * @param at null where there is no drift
 * @param message one line for a person
 */
record Verdict(
        @Nullable Watched kind,
        @Nullable Long since,
        @Nullable Long at,
        String message) {

    static Verdict of(MonitorSettings settings, String version, Traffic traffic, ConceptCheck concept, DataCheck data) {
        FoundAlarm alarm = Errors.standing(concept.alarms()).orElse(null);
        if (alarm != null && settings.on().contains(Watched.CONCEPT)) {
            String message = concept(version, alarm, traffic.timestamped());
            return new Verdict(Watched.CONCEPT, alarm.since(), alarm.at(), message);
        }
        if (data.drift() && settings.on().contains(Watched.DATA)) {
            return new Verdict(
                    Watched.DATA,
                    data.from(),
                    data.to(),
                    "data drift of " + version + " in " + String.join(", ", data.drifted()) + ": window from "
                            + Positions.forPeople(value(data.from()), traffic.timestamped()) + " to "
                            + Positions.forPeople(value(data.to()), traffic.timestamped()));
        }
        return new Verdict(null, null, null, quiet(version, traffic, concept));
    }

    static String concept(String version, FoundAlarm alarm, boolean timestamped) {
        return "concept drift of " + version + ": errors rose at " + Positions.forPeople(alarm.since(), timestamped)
                + ", alarm at " + Positions.forPeople(alarm.at(), timestamped);
    }

    private static String quiet(String version, Traffic traffic, ConceptCheck concept) {
        if (traffic.sent().isEmpty()) {
            return "no drift: " + version + " has made no predictions yet";
        }
        if (!concept.note().isEmpty()) {
            return "no drift that could be told of " + version + ": " + concept.note();
        }
        FoundAlarm withdrawn = concept.alarms().stream()
                .filter(alarm -> !alarm.stands())
                .reduce((older, newer) -> newer)
                .orElse(null);
        return withdrawn == null
                ? String.format(
                        Locale.ROOT,
                        "no drift in %,d labelled predictions of %s since %s",
                        concept.seen(),
                        version,
                        Positions.forPeople(traffic.sent().get(0).prediction().position(), traffic.timestamped()))
                : "no drift of " + version + ": " + withdrawal(withdrawn, traffic.timestamped());
    }

    static String withdrawal(FoundAlarm alarm, boolean timestamped) {
        return "the alarm at " + Positions.forPeople(alarm.at(), timestamped)
                + " is withdrawn, the error rate after it is " + rate(alarm.errorAfter()) + " and was "
                + rate(alarm.errorBefore()) + " before";
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? "unknown" : String.format(Locale.ROOT, "%.3f", rate);
    }

    private static long value(@Nullable Long position) {
        if (position == null) {
            throw new IllegalStateException("drift of a window that was not compared");
        }
        return position;
    }
}
