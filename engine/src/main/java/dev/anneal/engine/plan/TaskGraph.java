package dev.anneal.engine.plan;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tasks of a workflow come before and after which. */
public final class TaskGraph {

    private final WorkflowSpec workflow;
    private final Map<String, Set<String>> before = new HashMap<>();
    private final Map<String, Set<String>> after = new HashMap<>();

    public TaskGraph(WorkflowSpec workflow) {
        this.workflow = workflow;
        workflow.tasks().forEach(task -> {
            before.put(task.name(), new TreeSet<>());
            after.put(task.name(), new TreeSet<>());
        });
        for (TaskSpec task : workflow.tasks()) {
            for (String needed : task.dependencies(before.keySet())) {
                before.getOrDefault(task.name(), new TreeSet<>()).add(needed);
                after.getOrDefault(needed, new TreeSet<>()).add(task.name());
            }
        }
    }

    /** The task and all that it needs, directly or not. @throws AnnealException not-found, with the nearest name */
    public Set<String> upTo(String task) {
        return reached(task, before);
    }

    /** The task and all that needs it, directly or not. @throws AnnealException not-found, with the nearest name */
    public Set<String> from(String task) {
        return reached(task, after);
    }

    private Set<String> reached(String task, Map<String, Set<String>> edges) {
        if (!edges.containsKey(task)) {
            List<String> names = workflow.tasks().stream().map(TaskSpec::name).toList();
            throw AnnealException.notFound(
                    "task",
                    "workflow '" + workflow.name() + "' has no task '" + task + "'." + NearestName.hint(task, names));
        }
        Set<String> reached = new TreeSet<>(Set.of(task));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : edges.getOrDefault(open.remove(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
