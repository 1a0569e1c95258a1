package dev.anneal.engine.run;

import dev.anneal.engine.spec.RunIf;
import org.jspecify.annotations.Nullable;

/** How the predecessors of a task have ended so far. */
final class Predecessors {

    private int bad;
    private int left;

    void ended(TaskProgress predecessor) {
        switch (predecessor.state) {
            case SKIPPED, CANCELLED -> left++;
            case FAILED, REJECTED -> bad += predecessor.forgiven() ? 0 : 1;
            default -> {}
        }
    }

    /** Why they do not let a task run; null where they do. */
    @Nullable
    String obstacle(RunIf rule) {
        return switch (rule) {
            case ALL_DONE -> null;
            case ALL_SUCCEEDED ->
                bad > 0 ? "a task before it did not succeed" : left > 0 ? "a task before it was skipped" : null;
            case NONE_FAILED -> bad > 0 ? "a task before it did not succeed" : null;
            case ANY_FAILED -> bad == 0 ? "no task before it failed" : null;
        };
    }
}
