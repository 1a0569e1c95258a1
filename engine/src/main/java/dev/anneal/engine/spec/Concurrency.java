package dev.anneal.engine.spec;

/**
 * What happens when a run of a workflow is asked for while others of it are going on.
 *
 * @param limit how many may go on at once; 0 for any number
 */
public record Concurrency(Policy policy, int limit) {

    /** Any number, side by side. */
    public static final Concurrency PARALLEL = new Concurrency(Policy.QUEUE, 0);

    /** What becomes of the run that is one too many. */
    public enum Policy {
        /** It waits for its turn, the oldest first. */
        QUEUE,
        /** It ends at once, as skipped. */
        SKIP,
        /** The others are cancelled, and it starts when they have ended. */
        CANCEL_RUNNING
    }
}
