package dev.anneal.tasks.retrain;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Takes;
import dev.anneal.tasks.monitor.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code retrain-on-drift} is told. */
record RetrainSettings(
        @Help("what monitor found") @Takes(ValueType.REPORT) Artifact report,

        @Help("the workflow that trains anew") String workflow,

        @Help("parameters that its run is given, by name") @Default("{}")
        Map<String, Object> with,

        @Help("labelled predictions since the errors rose that there must be; with fewer the decision is deferred")
        @Default("0")
        @Between(min = 0)
        long needs,

        @Help("event time after a request in which the next is deferred: a number of rows, or a duration; where left"
                + " out, one alarm is answered once")
        @Nullable
        Object cooldown,

        @Help("requests that are allowed for the endpoint, in all or in each `per`; no limit where left out")
        @Nullable
        @Between(min = 0)
        Integer atMost,

        @Help("event time that `atMost` is counted over: a number of rows, or a duration") @Nullable
        Object per,

        @Help("what may be done") @Default("[retrain]") List<Healing> may) {

    /** A way to heal. */
    enum Healing {
        /** Ask for a run that trains anew. */
        RETRAIN
    }

    RetrainSettings {
        with = Values.copyOf(with);
        may = may.isEmpty() ? List.of(Healing.RETRAIN) : List.copyOf(may);
        span("cooldown", cooldown);
        span("per", per);
        if (per != null && atMost == null) {
            throw new IllegalArgumentException("'per' is the time that 'atMost' is counted over: give 'atMost' too");
        }
    }

    Limits limits() {
        return new Limits(needs, span("cooldown", cooldown), atMost, span("per", per));
    }

    private static @Nullable Span span(String setting, @Nullable Object value) {
        return value == null ? null : Span.of(setting, value);
    }
}
