package dev.anneal.engine.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A node of a workflow.
 *
 * @param name identifier, unique in its workflow
 * @param type the task type's name, kebab-case
 * @param settings what the file says for the type's settings, unevaluated
 * @param after tasks that must be done first, besides those that settings refer to
 * @param when runs only where this holds; null for always
 * @param runIf which ends of its predecessors let it run
 * @param timeout the longest an attempt may take on the wall clock; null for no limit
 */
public record TaskSpec(
        String name,
        String type,
        Map<String, Expression> settings,
        Set<String> after,
        @Nullable Expression when,
        RunIf runIf,
        RetryPolicy retry,
        @Nullable Duration timeout) {

    /** Words of the engine that stand beside a task's settings in a file. */
    public static final List<String> WORDS = List.of("type", "after", "when", "runIf", "retry", "timeout");

    public TaskSpec {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
    }

    /** Every task named by {@code after}, a setting or {@code when}, out of {@code known}; sorted. */
    public SortedSet<String> dependencies(Set<String> known) {
        SortedSet<String> found = new TreeSet<>(after);
        settings.values().forEach(value -> value.references().forEach(reference -> found.add(reference.root())));
        if (when != null) {
            when.references().forEach(reference -> found.add(reference.root()));
        }
        found.retainAll(known);
        return found;
    }
}
