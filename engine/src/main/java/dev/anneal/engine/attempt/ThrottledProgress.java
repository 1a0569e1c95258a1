package dev.anneal.engine.attempt;

import java.time.Duration;
import java.util.function.Consumer;

/** Passes on only so much of a worker's progress as somebody may look at. Thread-safe. */
final class ThrottledProgress implements ProgressSink {

    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final Consumer<WorkerFolder.Progress> sink;
    private long last = System.nanoTime() - PAUSE_NANOS;

    ThrottledProgress(Consumer<WorkerFolder.Progress> sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void progress(String task, double fraction, String message) {
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS) {
            last = now;
            sink.accept(new WorkerFolder.Progress(fraction, message));
        }
    }
}
