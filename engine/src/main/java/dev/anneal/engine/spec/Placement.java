package dev.anneal.engine.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a task's attempts run and what they take while they do.
 *
 * @param resources amounts of {@code cpu}, {@code memory} and {@code gpu}, each evaluated for every attempt
 * @param pools how much of named pools, whole numbers of 1 or more
 * @param priority the greater starts first where not all can
 */
public record Placement(
        Map<String, Expression> resources, Map<String, Integer> pools, int priority, Executor executor) {

    /** A task that says nothing of it. */
    public static final Placement PLAIN = new Placement(Map.of(), Map.of(), 0, Executor.LOCAL);

    /** What carries attempts out. */
    public enum Executor {
        /** This process, or a command's own. */
        LOCAL,
        /** A JVM of its own. */
        WORKER
    }

    public Placement {
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
        pools = Collections.unmodifiableMap(new TreeMap<>(pools));
    }
}
