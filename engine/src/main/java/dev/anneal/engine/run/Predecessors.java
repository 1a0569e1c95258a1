package dev.anneal.engine.run;

import dev.anneal.engine.spec.RunIf;
import org.jspecify.annotations.Nullable;

/** How the predecessors of a task have ended so far. */
final class Predecessors {

    private int bad;
    private int skipped;
    private int cancelled;

    void ended(TaskProgress predecessor) {
        switch (predecessor.state) {
            case SKIPPED -> skipped++;
            case CANCELLED -> cancelled++;
            case FAILED, REJECTED -> bad += predecessor.forgiven() ? 0 : 1;
            default -> {}
        }
    }

    /** Why they do not let a task run; null where they do. */
    @Nullable
    String obstacle(RunIf rule) {
        return switch (rule) {
            case ALL_DONE -> null;
            case ALL_SUCCEEDED -> unhappy() != null ? unhappy() : skipped > 0 ? "a task before it was skipped" : null;
            case NONE_FAILED -> unhappy();
            case ANY_FAILED -> bad == 0 ? "no task before it failed" : null;
        };
    }

    private @Nullable String unhappy() {
        return bad > 0 ? "a task before it did not succeed" : cancelled > 0 ? "a task before it was cancelled" : null;
    }
}
