package dev.anneal.engine.attempt;

/** Told how far attempts are, on their own threads. */
@FunctionalInterface
public interface ProgressSink {

    /** @param fraction 0 to 1 */
    void progress(String task, double fraction, String message);
}
