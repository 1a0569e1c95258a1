package dev.anneal.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a circle of names that lead to each other, by depth-first search without recursion: linear in names and steps. */
final class Cycles {

    private Cycles() {}

    /**
     * One circle, its first name again at its end; empty where there is none.
     *
     * @param next where each name leads; one that is no key leads nowhere
     */
    static Optional<List<String>> find(Map<String, ? extends Collection<String>> next) {
        Set<String> done = new HashSet<>();
        for (String name : next.keySet()) {
            List<String> cycle = done.contains(name) ? List.of() : from(name, next, done);
            if (!cycle.isEmpty()) {
                return Optional.of(cycle);
            }
        }
        return Optional.empty();
    }

    private static List<String> from(String start, Map<String, ? extends Collection<String>> next, Set<String> done) {
        Deque<String> path = new ArrayDeque<>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        Set<String> onPath = new HashSet<>();
        path.addLast(start);
        onPath.add(start);
        open.addLast(after(start, next));
        while (!open.isEmpty()) {
            if (!open.getLast().hasNext()) {
                open.removeLast();
                String ended = path.removeLast();
                onPath.remove(ended);
                done.add(ended);
                continue;
            }
            String name = open.getLast().next();
            if (onPath.contains(name)) {
                List<String> all = new ArrayList<>(path);
                List<String> cycle = new ArrayList<>(all.subList(all.indexOf(name), all.size()));
                cycle.add(name);
                return cycle;
            }
            if (!done.contains(name)) {
                path.addLast(name);
                onPath.add(name);
                open.addLast(after(name, next));
            }
        }
        return List.of();
    }

    private static Iterator<String> after(String name, Map<String, ? extends Collection<String>> next) {
        Collection<String> names = next.get(name);
        return names == null ? List.<String>of().iterator() : names.iterator();
    }
}
