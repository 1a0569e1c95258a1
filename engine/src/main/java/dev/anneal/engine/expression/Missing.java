package dev.anneal.engine.expression;

/**
 * A value that is not there, for a reason that a person should read. It runs through arithmetic; a comparison with it
 * holds where {@code passes}, and not otherwise.
 *
 * @param reason such as {@code endpoint 'loans' has no champion yet}
 * @param passes whether a comparison with it holds (no champion yet) or not (a metric that is undefined)
 */
public record Missing(String reason, boolean passes) {}
