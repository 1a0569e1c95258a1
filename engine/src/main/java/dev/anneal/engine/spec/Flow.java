package dev.anneal.engine.spec;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a task runs, how often, and what its end means to others.
 *
 * @param after tasks that must be done first, besides those that settings refer to
 * @param when runs only where this holds; null for always
 * @param runIf which ends of its predecessors let it run
 * @param allowFailure whether its failure, or its no, stops nothing and nobody
 * @param onFailure what its failure means to the rest of the run
 * @param repetition how it becomes several task runs; null where it is one
 * @param always whether it runs after all others have ended, however that was
 */
public record Flow(
        Set<String> after,
        @Nullable Expression when,
        RunIf runIf,
        boolean allowFailure,
        OnFailure onFailure,
        @Nullable Repetition repetition,
        boolean always) {

    /** A task that says nothing of it. */
    public static final Flow PLAIN =
            new Flow(Set.of(), null, RunIf.ALL_SUCCEEDED, false, OnFailure.FINISH, null, false);

    /** What a task's failure means to the rest of its run. */
    public enum OnFailure {
        /** What does not depend on it goes on. */
        FINISH,
        /** Everything stops, but for tasks that run because something failed, or always. */
        CANCEL
    }

    public Flow {
        after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
    }
}
