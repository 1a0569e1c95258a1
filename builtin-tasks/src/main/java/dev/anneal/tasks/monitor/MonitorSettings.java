package dev.anneal.tasks.monitor;

import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.tasks.drift.Ddm;
import java.util.List;

/** What {@code monitor} is told. */
record MonitorSettings(
        @Help("the endpoint whose serving version is watched")
        String endpoint,

        @Help("length of a window in event time: a number of rows, or a duration on the data's timestamps")
        Object window,

        @Help("population stability index from which a feature may count as drifted, in nats")
        @Default("0.2")
        @Between(min = 0.000001)
        double psi,

        @Help("chance of a false alarm of the Kolmogorov-Smirnov tests of one window, over all features together")
        @Default("0.05")
        @Between(min = 0, max = 1)
        double ks,

        @Help("labelled predictions before which concept drift is not judged")
        @Default("30")
        @Between(min = Ddm.MINIMUM)
        int minimum,

        @Help("whether an alarm is withdrawn when the errors after it turn out no more frequent than before it")
        @Default("true")
        boolean confirm,

        @Help("what counts as drift: concept, data or both; concept alone unless told otherwise") @Default("[concept]")
        List<Watched> on) {

    /** A kind of drift. */
    enum Watched {
        /** The errors have become more frequent. */
        CONCEPT,
        /** The inputs are no longer those of the training data. */
        DATA
    }

    MonitorSettings {
        Span.of("window", window);
        on = on.isEmpty() ? List.of(Watched.CONCEPT) : List.copyOf(on);
    }

    Span span() {
        return Span.of("window", window);
    }
}
