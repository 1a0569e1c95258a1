package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskOutcome;
import java.time.Instant;

/** Turns what came of an attempt into what happened to the run. */
final class Outcomes {

    /** Nothing would ever end such a wait. */
    private static final Failure AIMLESS =
            new Failure(FailureKind.ERROR, "it suspended itself, but neither until a moment nor for a signal");

    private Outcomes() {}

    static RunEvent event(AttemptDescriptor of, TaskOutcome outcome, RunMachine machine, Instant now) {
        if (outcome instanceof TaskOutcome.Succeeded succeeded) {
            return new RunEvent.AttemptSucceeded(
                    now,
                    of.task(),
                    of.attempt(),
                    of.token(),
                    succeeded.outputs(),
                    succeeded.metrics(),
                    succeeded.effects());
        } else if (machine.task(of.task()).stopping()) {
            return new RunEvent.AttemptCancelled(now, of.task(), of.attempt(), of.token());
        } else if (outcome instanceof TaskOutcome.Rejected rejected) {
            return new RunEvent.AttemptRejected(
                    now,
                    of.task(),
                    of.attempt(),
                    of.token(),
                    rejected.reason(),
                    rejected.outputs(),
                    rejected.metrics(),
                    rejected.effects());
        } else if (outcome instanceof TaskOutcome.Suspended suspended
                && (suspended.until() != null || suspended.signal() != null)) {
            return new RunEvent.AttemptSuspended(
                    now, of.task(), of.attempt(), of.token(), suspended.until(), suspended.signal(), suspended.state());
        }
        Failure failure = outcome instanceof TaskOutcome.Failed failed ? failed.failure() : AIMLESS;
        return new RunEvent.AttemptFailed(now, of.task(), of.attempt(), of.token(), failure);
    }
}
