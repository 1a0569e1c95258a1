package dev.anneal.engine.home;

/**
 * The other processes on a home. They tell each other that something happened, so that nobody looks again and again;
 * what it was is for each to find in the store. Where they cannot be reached nothing is thrown and nothing happens:
 * {@link dev.anneal.engine.store.Store#changes} tells who looks now and then.
 */
public interface Neighbours {

    /** Nobody else. */
    Neighbours NONE = new Neighbours() {
        @Override
        public void nudge() {}

        @Override
        public Listening listen(Runnable onNudge) {
            return new Listening() {
                @Override
                public boolean reachable() {
                    return true;
                }

                @Override
                public void close() {}
            };
        }
    };

    /** Being told, until it is closed; a call that was about to begin then may still come. */
    interface Listening extends AutoCloseable {

        /** Whether others can reach it: where not, it is for its holder to look now and then. */
        boolean reachable();

        @Override
        void close();
    }

    /**
     * Tells every other listener on the home that something happened, and waits for none of them: not for one that is
     * stopped, or dead.
     */
    void nudge();

    /**
     * Is told from now on. Of several nudges at once some calls may be spared, but one always begins after the last
     * nudge; look at the store once after this returns, for what happened before.
     *
     * @param onNudge called on a thread of its own, once at a time; what it throws goes to that thread's handler
     */
    Listening listen(Runnable onNudge);
}
