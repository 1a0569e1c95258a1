package dev.anneal.engine.run;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked to do besides its workflow and parameters.
 *
 * @param only the tasks that are to run; empty for all. Others are skipped
 * @param again tasks that run again whatever there is to reuse
 * @param key makes the run once: another order with it for the same workflow is this run; null for none
 */
public record RunOptions(
        Set<String> only, Set<String> again, @Nullable String key) {

    public static final RunOptions NONE = new RunOptions(Set.of(), Set.of(), null);

    public RunOptions {
        only = Collections.unmodifiableSortedSet(new TreeSet<>(only));
        again = Collections.unmodifiableSortedSet(new TreeSet<>(again));
    }
}
