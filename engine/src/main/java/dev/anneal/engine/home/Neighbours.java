package dev.anneal.engine.home;

/** Other processes on the same home. They tell each other that something happened, so that none has to ask. Thread-safe. */
public interface Neighbours {

    /** Nobody else. */
    Neighbours NONE = new Neighbours() {
        @Override
        public void nudge() {}

        @Override
        public Listening listen(Runnable onNudge) {
            return () -> {};
        }
    };

    /** Ends a listening. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells the others that something happened; never waits for them and never throws for their trouble. */
    void nudge();

    /** Calls {@code onNudge} after others nudged, at least once after the last, on a thread of its own. */
    Listening listen(Runnable onNudge);
}
