package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What reaches a run's driver from other threads. */
sealed interface Signal {

    /** What came of an attempt. */
    record Ended(AttemptDescriptor attempt, TaskOutcome outcome) implements Signal {}

    /** An attempt was told to stop that long ago, and goes on. */
    record Deaf(AttemptDescriptor attempt, Duration since) implements Signal {}

    /** The moment has come that a task run waits for, if it still does. */
    record Due(String task, Instant moment) implements Signal {}

    /** What a task run waits for in this process was granted. */
    record Granted(String task) implements Signal {}

    /** What a task run waits for may have been given back by another process. */
    record LookAgain(String task) implements Signal {}

    /** The bytes of an earlier result that may stand in for a task run were read through. */
    record Checked(String task) implements Signal {}

    /** Something happened on the home: there may be mail, or something may have been given back. */
    record Nudged() implements Signal {}

    record Cancel(String reason) implements Signal {}

    /** The run has taken too long. */
    record TimedOut(Duration limit) implements Signal {}

    /** A task, with all its attempts, has taken too long. */
    record TaskTimedOut(String task, String reason) implements Signal {}

    /** A run that a task waits for has ended. */
    record Told(String task, String child) implements Signal {}

    /** A run that a task wants cannot be made. */
    record Refused(String task, String signal, Map<String, Object> data) implements Signal {}

    record Progress(String task, double fraction, String message) implements Signal {}

    /** Whether what is committed with it must survive the death of the machine. */
    default boolean lasting() {
        if (!(this instanceof Ended ended)) {
            return false;
        } else if (ended.outcome() instanceof TaskOutcome.Succeeded succeeded) {
            return !succeeded.effects().isEmpty();
        }
        return ended.outcome() instanceof TaskOutcome.Rejected rejected
                && !rejected.effects().isEmpty();
    }
}
