package dev.anneal.engine.plan;

import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a circle of tasks that wait for each other, by depth-first search without recursion. */
final class Cycles {

    private Cycles() {}

    /** One circle, its first task named again at its end; empty where the graph has none. */
    static Optional<List<String>> find(WorkflowSpec workflow, Set<String> names) {
        Map<String, List<String>> waitsFor = new HashMap<>();
        for (TaskSpec task : workflow.tasks()) {
            waitsFor.put(task.name(), List.copyOf(task.dependencies(names)));
        }
        Set<String> done = new HashSet<>();
        for (TaskSpec task : workflow.tasks()) {
            List<String> cycle = from(task.name(), waitsFor, done);
            if (!cycle.isEmpty()) {
                return Optional.of(cycle);
            }
        }
        return Optional.empty();
    }

    private static List<String> from(String start, Map<String, List<String>> waitsFor, Set<String> done) {
        Deque<String> path = new ArrayDeque<>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        Set<String> onPath = new HashSet<>();
        if (done.contains(start)) {
            return List.of();
        }
        path.addLast(start);
        onPath.add(start);
        open.addLast(waitsFor.getOrDefault(start, List.of()).iterator());
        while (!open.isEmpty()) {
            if (!open.getLast().hasNext()) {
                open.removeLast();
                String ended = path.removeLast();
                onPath.remove(ended);
                done.add(ended);
                continue;
            }
            String next = open.getLast().next();
            if (onPath.contains(next)) {
                List<String> all = new ArrayList<>(path);
                List<String> cycle = new ArrayList<>(all.subList(all.indexOf(next), all.size()));
                cycle.add(next);
                return cycle;
            }
            if (!done.contains(next)) {
                path.addLast(next);
                onPath.add(next);
                open.addLast(waitsFor.getOrDefault(next, List.of()).iterator());
            }
        }
        return List.of();
    }
}
