package dev.anneal.engine.task;

import org.jspecify.annotations.Nullable;

/**
 * A failed attempt's cause.
 *
 * @param message for a person, one line or a few
 * @param exitCode of its process; null where it had none, or ended otherwise
 */
public record Failure(
        FailureKind kind, String message, @Nullable Integer exitCode) {

    public Failure(FailureKind kind, String message) {
        this(kind, message, null);
    }

    /** Whether one of these words, such as {@code timeout} or {@code exit 137}, means this failure. */
    public boolean isAny(java.util.Set<String> words) {
        return words.contains(kind.word()) || (exitCode != null && words.contains("exit " + exitCode));
    }
}
