package dev.anneal.tasks.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an endpoint: from {@code at} on it is served by {@code version}.
 *
 * @param version {@code loans@3}
 * @param previous the version that served it before; null for the endpoint's first
 * @param run id of the run that deployed it
 */
public record Deployment(
        String endpoint, String version, @Nullable String previous, String run, Instant at) {}
