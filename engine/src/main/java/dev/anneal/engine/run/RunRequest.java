package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a run, stored with the task that made it; becomes exactly one run.
 *
 * @param key unique: asking again under it changes nothing
 * @param workflow name of the workflow that is to run
 * @param parameters given to it
 * @param notBefore the earliest moment; null for at once
 * @param reason for a person
 * @param fromRun the run that asked
 * @param fromTask the task that asked
 * @param root the run that began the chain
 * @param chainLength what the requested run's will be
 * @param run the run that it became; null while it is pending
 */
public record RunRequest(
        String key,
        String workflow,
        Map<String, Object> parameters,
        @Nullable Instant notBefore,
        String reason,
        String fromRun,
        String fromTask,
        String root,
        int chainLength,
        Instant createdAt,
        @Nullable String run) {

    /** Type of the {@link dev.anneal.engine.task.Effect} that makes a request: {@code key workflow parameters notBefore reason}. */
    public static final String EFFECT = "request-run";

    public RunRequest {
        parameters = Values.copyOf(parameters);
    }
}
