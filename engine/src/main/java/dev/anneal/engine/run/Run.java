package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as listings show it.
 *
 * @param id twelve lower-case letters and digits
 * @param spec digest of the workflow's spec, under which the store has it
 * @param parameters plain values, defaults filled in
 * @param trigger the trigger's name; null where none fired
 * @param due the moment that the trigger fired for; null where none did
 * @param baseFolder absolute path of the workflow file's folder
 * @param codeVersion git commit of the workflow's project; null where it is in none
 * @param root the run that began the chain; its own id for the first
 * @param chainLength 1 for the first of a chain
 * @param resumedFrom the ended run that it goes on from; null for none
 * @param options what it was asked to do besides
 * @param reason why it ended as it did, empty while it runs or when it succeeded
 * @param archive where its sealed archive lies, relative to the home; null until sealed
 */
public record Run(
        String id,
        String workflow,
        Digest spec,
        Map<String, Object> parameters,
        RunCause cause,
        @Nullable String trigger,
        @Nullable Instant due,
        String baseFolder,
        @Nullable String codeVersion,
        String root,
        int chainLength,
        @Nullable String resumedFrom,
        RunOptions options,
        Instant createdAt,
        RunState state,
        @Nullable Instant endedAt,
        String reason,
        @Nullable SealedArchive archive) {

    public Run {
        parameters = Values.copyOf(parameters);
    }

    public Run ended(RunState newState, Instant at, String newReason) {
        return with(newState, at, newReason, archive);
    }

    /** The same with another state, while it has not ended. */
    public Run in(RunState newState) {
        return with(newState, endedAt, reason, archive);
    }

    public Run sealed(SealedArchive newArchive) {
        return with(state, endedAt, reason, newArchive);
    }

    private Run with(
            RunState newState, @Nullable Instant newEndedAt, String newReason, @Nullable SealedArchive newArchive) {
        return new Run(
                id,
                workflow,
                spec,
                parameters,
                cause,
                trigger,
                due,
                baseFolder,
                codeVersion,
                root,
                chainLength,
                resumedFrom,
                options,
                createdAt,
                newState,
                newEndedAt,
                newReason,
                newArchive);
    }

    /**
     * A run's sealed archive.
     *
     * @param path relative to the home
     * @param digest of the whole file
     * @param size in bytes
     */
    public record SealedArchive(String path, Digest digest, long size) {}
}
