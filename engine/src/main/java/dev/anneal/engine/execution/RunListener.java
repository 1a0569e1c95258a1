package dev.anneal.engine.execution;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;

/** Told what happens to a run, after it was committed, on the run's own thread: it must return soon. */
public interface RunListener {

    RunListener NONE = new RunListener() {};

    default void started(Run run) {}

    /** A task run changed its state. */
    default void changed(Run run, TaskRun taskRun) {}

    /** A task becomes several task runs. @param items how many; 0 where that shows only as it repeats */
    default void expanded(Run run, String task, int items) {}

    /** @param fraction 0 to 1 */
    default void progress(Run run, String task, double fraction, String message) {}

    /** The run has ended and its archive is sealed, or {@code run.archive()} is null and {@link #fault} said why. */
    default void ended(Run run) {}

    /** Something that a person should know and that did not change the run's result. */
    default void fault(Run run, String message) {}
}
