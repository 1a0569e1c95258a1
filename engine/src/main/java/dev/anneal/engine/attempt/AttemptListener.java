package dev.anneal.engine.attempt;

import dev.anneal.engine.task.TaskOutcome;
import java.time.Duration;

/** Told what happens to one attempt, on any thread. */
public interface AttemptListener extends ProgressSink {

    /** What came of it; told exactly once, when nothing of it goes on any more. */
    void ended(TaskOutcome outcome);

    /**
     * It was told to stop and goes on all the same; it is told again. It may yet end.
     *
     * @param since how long ago it was told first
     */
    void deaf(Duration since);
}
