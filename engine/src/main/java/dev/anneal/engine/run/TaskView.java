package dev.anneal.engine.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be seen of a task in the reducer's state; live, for the state's owner alone. */
public interface TaskView {

    String name();

    TaskState state();

    /** Attempts started so far; the number of the live one while one is. */
    int attempts();

    /** The latest attempt's fencing token; 0 before the first. */
    long token();

    /** Why it was skipped, rejected, failed or waits; else empty. */
    String reason();

    @Nullable
    Instant startedAt();

    @Nullable
    Instant endedAt();

    /** Empty until it has succeeded or was rejected. */
    Map<String, Object> outputs();

    /** What the attempt that suspended itself left for the one that goes on; else empty. */
    Map<String, Object> suspendedState();
}
