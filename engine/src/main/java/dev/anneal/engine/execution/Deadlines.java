package dev.anneal.engine.execution;

import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.spec.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a run and its tasks may take. What this driver began has all its time, whatever becomes of the clock; of what
 * an earlier one began the clock says what is left.
 */
final class Deadlines {

    private final Alarms alarms;
    private final RunMachine machine;
    private final @Nullable Duration limit;

    /** @param limit of the whole run; null for none */
    Deadlines(Alarms alarms, RunMachine machine, @Nullable Duration limit) {
        this.alarms = alarms;
        this.machine = machine;
        this.limit = limit;
    }

    /**
     * Sets those that an earlier driver has left.
     *
     * @param startedAt the run's start; null where it has not started
     */
    void resume(@Nullable Instant startedAt, List<RunCommand> outstanding) {
        if (startedAt != null && limit != null) {
            alarms.at(startedAt.plus(limit), limit, new Signal.TimedOut(limit));
        }
        for (RunCommand command : outstanding) {
            if (command instanceof RunCommand.TimeOutAt at) {
                alarms.at(at.due(), limit(at), tooLong(at));
            }
        }
    }

    /** The run has started. */
    void begun() {
        if (limit != null) {
            alarms.in(limit, new Signal.TimedOut(limit));
        }
    }

    /** A task's first attempt has. */
    void begun(RunCommand.TimeOutAt at) {
        alarms.in(limit(at), tooLong(at));
    }

    private Duration limit(RunCommand.TimeOutAt at) {
        Duration found = machine.task(at.task()).spec().attempts().taskTimeout();
        return found == null ? Duration.ZERO : found;
    }

    private Signal tooLong(RunCommand.TimeOutAt at) {
        String reason = "all its attempts together took longer than its timeout of " + Durations.forPeople(limit(at));
        return new Signal.TaskTimedOut(at.task(), reason);
    }
}
