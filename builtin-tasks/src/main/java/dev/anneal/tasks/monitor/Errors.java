package dev.anneal.tasks.monitor;

import dev.anneal.tasks.drift.ConceptDrift;
import dev.anneal.tasks.monitor.MonitorReport.ConceptCheck;
import dev.anneal.tasks.monitor.MonitorReport.FoundAlarm;
import dev.anneal.tasks.monitor.Traffic.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for concept drift in the errors of the version that is watched. */
final class Errors {

    private final List<Sent> labelled;
    private final MonitorSettings settings;

    Errors(Traffic traffic, MonitorSettings settings) {
        this.labelled = traffic.labelled();
        this.settings = settings;
    }

    ConceptCheck check() {
        boolean[] wrong = new boolean[labelled.size()];
        long errors = 0;
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = labelled.get(i).wrong();
            errors += wrong[i] ? 1 : 0;
        }
        ConceptDrift found = ConceptDrift.of(wrong, settings.minimum());
        List<FoundAlarm> alarms = new ArrayList<>();
        for (ConceptDrift.Alarm alarm : found.alarms()) {
            alarms.add(new FoundAlarm(
                    position(alarm.since()),
                    position(alarm.warning()),
                    position(alarm.at()),
                    alarm.errorBefore(),
                    alarm.errorAfter(),
                    alarm.stands() || !settings.confirm()));
        }
        return new ConceptCheck(
                standing(alarms).isPresent(),
                wrong.length,
                wrong.length == 0 ? null : (Double) ((double) errors / wrong.length),
                found.warningSince() < 0 ? null : (Long) position(found.warningSince()),
                alarms,
                note(wrong.length));
    }

    /** The newest alarm that stands. */
    static Optional<FoundAlarm> standing(List<FoundAlarm> alarms) {
        return alarms.stream().filter(FoundAlarm::stands).reduce((older, newer) -> newer);
    }

    /** Labelled predictions from a position on. */
    long since(long position) {
        return labelled.stream()
                .filter(one -> one.prediction().position() >= position)
                .count();
    }

    private long position(long index) {
        return labelled.get((int) index).prediction().position();
    }

    private String note(int seen) {
        if (seen == 0) {
            return "no labels yet";
        }
        return seen < settings.minimum()
                ? "only " + seen + " of the " + settings.minimum() + " labelled predictions that it takes"
                : "";
    }
}
