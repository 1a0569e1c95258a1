package dev.anneal.tasks.request;

import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code request} is told. */
record RequestSettings(
        @Help("the workflow that is to run") String workflow,

        @Help("parameters that the run is given, by name") @Default("{}")
        Map<String, Object> with,

        @Help("how long the run waits at least, on the wall clock; at once where left out") @Nullable
        Duration notBefore,

        @Help("why the run is wanted, for a person") @Nullable
        String reason) {

    RequestSettings {
        with = Values.copyOf(with);
    }
}
