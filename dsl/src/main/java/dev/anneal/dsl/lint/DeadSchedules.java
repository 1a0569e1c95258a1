package dev.anneal.dsl.lint;

import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.function.Consumer;

/** A schedule whose last moment has passed; one that never had a moment is an error. */
final class DeadSchedules implements Rule {

    private final NextMoment schedules;

    DeadSchedules(NextMoment schedules) {
        this.schedules = schedules;
    }

    @Override
    public void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found) {
        for (TriggerSpec trigger : workflow.triggers()) {
            if (schedules.of(trigger).isEmpty()) {
                found.accept(new Problem(
                        file.places().of(Places.trigger(workflow.name(), trigger.name())),
                        "schedule-never-fires",
                        "the trigger '" + trigger.name() + "' never fires: all moments of '" + trigger.cron()
                                + "' have passed. Mend its year, or take it out."));
            }
        }
    }
}
