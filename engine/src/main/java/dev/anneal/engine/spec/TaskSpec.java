package dev.anneal.engine.spec;

import java.util.ArrayList;
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
 */
public record TaskSpec(
        String name,
        String type,
        Map<String, Expression> settings,
        Flow flow,
        Attempts attempts,
        Placement placement,
        CachePolicy cache) {

    /** Words of the engine that stand beside a task's settings in a file. */
    public static final List<String> WORDS = List.of(
            "type",
            "after",
            "when",
            "runIf",
            "forEach",
            "atOnce",
            "repeat",
            "retry",
            "timeout",
            "resources",
            "pool",
            "priority",
            "cache",
            "allowFailure",
            "onFailure",
            "executor");

    public TaskSpec {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public @Nullable Expression when() {
        return flow.when();
    }

    /** Every expression that it holds, in no order. */
    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(settings.values());
        all.addAll(placement.resources().values());
        if (flow.when() != null) {
            all.add(flow.when());
        }
        if (flow.repetition() instanceof Repetition.ForEach forEach) {
            all.add(forEach.over());
        } else if (flow.repetition() instanceof Repetition.Repeat repeat) {
            all.add(repeat.condition());
        }
        return all;
    }

    /**
     * Every task named by {@code after}, a setting or another expression, out of {@code known}; sorted. Itself is among
     * them where it names itself, but for the condition of a repetition, which is about its own outputs.
     */
    public SortedSet<String> dependencies(Set<String> known) {
        SortedSet<String> found = new TreeSet<>(flow.after());
        settings.values().forEach(value -> addRoots(value, found));
        placement.resources().values().forEach(value -> addRoots(value, found));
        if (flow.when() != null) {
            addRoots(flow.when(), found);
        }
        if (flow.repetition() instanceof Repetition.ForEach forEach) {
            addRoots(forEach.over(), found);
        } else if (flow.repetition() instanceof Repetition.Repeat repeat) {
            SortedSet<String> roots = new TreeSet<>();
            addRoots(repeat.condition(), roots);
            roots.remove(name);
            found.addAll(roots);
        }
        found.retainAll(known);
        return found;
    }

    private static void addRoots(Expression expression, Set<String> roots) {
        if (expression instanceof Expression.Reference reference) {
            roots.add(reference.root());
        }
        expression.children().forEach(child -> addRoots(child, roots));
    }
}
