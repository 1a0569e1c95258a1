package dev.anneal.tasks.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of an alias: history is never rewritten.
 *
 * @param name of the model
 * @param from number of the version that it pointed at; null where it was not there
 * @param to number of the version that it points at since; null where it was removed
 * @param who {@code run/task}, or the person who gave the command
 */
public record AliasMove(
        String name,
        String alias,
        @Nullable Integer from,
        @Nullable Integer to,
        String who,
        Instant at) {}
