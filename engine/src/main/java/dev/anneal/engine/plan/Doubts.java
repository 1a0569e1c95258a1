package dev.anneal.engine.plan;

import dev.anneal.engine.spec.Places;
import java.util.Set;

/**
 * Parts of a file that are there and could not be read right, so that nothing is known of what they are or give.
 *
 * @param parts by their paths, as in {@link Places}
 */
public record Doubts(Set<String> parts) {

    /** Of a file that was read without problems. */
    public static final Doubts NONE = new Doubts(Set.of());

    public Doubts {
        parts = Set.copyOf(parts);
    }

    boolean task(String workflow, String task) {
        return parts.contains(Places.task(workflow, task));
    }

    boolean parameter(String workflow, String parameter) {
        return parts.contains(Places.parameter(workflow, parameter));
    }

    boolean outputs(String workflow) {
        return parts.contains(workflow + "/outputs");
    }
}
