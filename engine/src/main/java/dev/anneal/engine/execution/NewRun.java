package dev.anneal.engine.execution;

import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order for a run of a registered workflow.
 *
 * @param given parameters: text from a command line, or plain values
 * @param givenFrom folder that relative paths among them start from
 * @param trigger the trigger that fired; null where none did
 * @param due the moment that it fired for; null where none did
 * @param options what is asked of it besides
 * @param resumedFrom the ended run whose results it may take; null for none
 */
public record NewRun(
        String workflow,
        Map<String, Object> given,
        Path givenFrom,
        RunCause cause,
        @Nullable String trigger,
        @Nullable Instant due,
        RunOptions options,
        @Nullable String resumedFrom) {

    /** An order that a run makes, not a person. */
    static NewRun of(String workflow, Map<String, Object> given, RunCause cause) {
        return new NewRun(workflow, given, Path.of(""), cause, null, null);
    }

    public NewRun(
            String workflow,
            Map<String, Object> given,
            Path givenFrom,
            RunCause cause,
            @Nullable String trigger,
            @Nullable Instant due) {
        this(workflow, given, givenFrom, cause, trigger, due, RunOptions.NONE, null);
    }

    /** The same order with other options, and another run whose results it may take; null for none. */
    public NewRun with(RunOptions newOptions, @Nullable String from) {
        return new NewRun(workflow, given, givenFrom, cause, trigger, due, newOptions, from);
    }
}
