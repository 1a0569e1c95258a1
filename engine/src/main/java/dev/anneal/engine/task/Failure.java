package dev.anneal.engine.task;

/**
 * A failed attempt's cause.
 *
 * @param message for a person, one line or a few
 */
public record Failure(FailureKind kind, String message) {}
