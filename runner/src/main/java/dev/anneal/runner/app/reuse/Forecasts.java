package dev.anneal.runner.app.reuse;

import dev.anneal.engine.execution.Forecast;
import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.lineage.CodeVersion;
import dev.anneal.engine.plan.Parameters;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import java.nio.file.Path;
import java.util.Objects;

/** Says of an order what its run would do, without placing it. */
public final class Forecasts {

    /** In place of an id: the run is not there. */
    private static final String NO_RUN = "plan";

    private final Anneal anneal;

    public Forecasts(Anneal anneal) {
        this.anneal = anneal;
    }

    /** @param planned has the order's workflow */
    public Forecast of(NewRun order, WorkflowFiles.Planned planned) {
        Plan plan = planned.plan(order.workflow());
        Path folder =
                Objects.requireNonNull(planned.file().path().toAbsolutePath().getParent());
        Run run = new Run(
                NO_RUN,
                order.workflow(),
                plan.digest(),
                Parameters.bind(plan.workflow(), order.given(), order.givenFrom(), folder),
                order.cause(),
                order.trigger(),
                order.due(),
                folder.toString(),
                CodeVersion.of(folder).orElse(null),
                NO_RUN,
                1,
                order.resumedFrom(),
                order.options(),
                anneal.clock().instant(),
                RunState.RUNNING,
                null,
                "",
                null);
        return Forecast.of(
                anneal.home(), plan, run, anneal.catalog(), anneal.clock().instant());
    }
}
