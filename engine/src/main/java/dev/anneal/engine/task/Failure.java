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

    /**
     * A process ended, with a code other than 0; as a shell does, 128 and more tells of a signal that killed it.
     *
     * @return an error whose message says {@code exit code 3} or {@code killed by SIGKILL (signal 9)}
     */
    public static Failure exited(int exitCode) {
        String signal = Signals.ofExitCode(exitCode);
        return new Failure(
                FailureKind.ERROR, signal == null ? "exit code " + exitCode : "killed by " + signal, exitCode);
    }

    /** Whether one of these words, such as {@code timeout} or {@code exit 137}, means this failure. */
    public boolean isAny(java.util.Set<String> words) {
        return words.contains(kind.word()) || (exitCode != null && words.contains("exit " + exitCode));
    }
}
