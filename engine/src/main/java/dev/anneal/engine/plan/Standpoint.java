package dev.anneal.engine.plan;

import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an expression stands, which decides what it may name besides parameters, the run and other tasks.
 *
 * @param task that it is part of; null for an output of the workflow
 * @param extra names, dotted ones included, that a setting knows of its own
 */
record Standpoint(Part part, @Nullable TaskSpec task, List<String> extra) {

    /** Which part of a task, or of the workflow, it is. */
    enum Part {
        /** A setting, or an amount of a resource: evaluated for each attempt. */
        SETTING,
        WHEN,
        FOR_EACH,
        /** The condition of a repetition. */
        UNTIL,
        /** What the workflow gives to a task that runs it. */
        OUTPUT
    }

    static Standpoint of(Part part, @Nullable TaskSpec task) {
        return new Standpoint(part, task, List.of());
    }

    static Standpoint setting(TaskSpec task, List<String> extra) {
        return new Standpoint(Part.SETTING, task, extra);
    }

    boolean always() {
        return task != null && task.flow().always();
    }

    boolean hasItem() {
        return (part == Part.SETTING || part == Part.WHEN) && forEach();
    }

    boolean hasIteration() {
        return (part == Part.SETTING || part == Part.UNTIL) && repeat();
    }

    boolean hasPrevious() {
        return part == Part.SETTING && repeat();
    }

    boolean forEach() {
        return task != null && task.flow().repetition() instanceof Repetition.ForEach;
    }

    boolean repeat() {
        return task != null && task.flow().repetition() instanceof Repetition.Repeat;
    }

    /** The names that are known here besides those of tasks. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("params", "run"));
        names.addAll(extra);
        if (hasItem()) {
            names.add("item");
        }
        if (hasIteration()) {
            names.add("iteration");
        }
        if (hasPrevious()) {
            names.add("previous");
        }
        return names;
    }
}
