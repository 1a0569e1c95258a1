package dev.anneal.engine.attempt;

import dev.anneal.engine.attempt.AttemptLauncher.AttemptId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares what there is among the attempts of this process. What is taken is what the live attempts were granted, never
 * a counter of its own: giving back twice, or what was never granted, changes nothing. The greater priority goes first,
 * then who asked first; one that does not fit yet lets nobody pass who wants of what it waits for, so that none waits for
 * ever. Thread-safe.
 */
public final class Allocator {

    /**
     * Who asks for what.
     *
     * @param demand amounts by pool, in thousandths
     * @param granted called once when it is granted, on whichever thread gave something back; must return soon
     */
    public record Ask(AttemptId attempt, int priority, Map<String, Long> demand, Runnable granted) {
        public Ask {
            demand = Map.copyOf(demand);
        }
    }

    private record Waiting(Ask ask, long number) {}

    private static final Comparator<Waiting> ORDER = Comparator.<Waiting>comparingInt(
                    waiting -> -waiting.ask().priority())
            .thenComparingLong(Waiting::number);

    private final ToLongFunction<String> capacity;
    private final Map<AttemptId, Map<String, Long>> live = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<Map<String, Long>, Queue<Waiting>> waiting = new LinkedHashMap<>();
    private long asked;

    /** @param capacity how much there is of a pool, in thousandths */
    public Allocator(ToLongFunction<String> capacity) {
        this.capacity = capacity;
    }

    /** Whether it is granted at once; where not, {@code granted} is called when it is. */
    public synchronized boolean ask(Ask ask) {
        if (fits(ask.demand()) && waiting.keySet().stream().noneMatch(other -> touches(other, ask.demand()))) {
            grant(ask);
            return true;
        }
        waiting.computeIfAbsent(ask.demand(), demand -> new PriorityQueue<>(ORDER))
                .add(new Waiting(ask, ++asked));
        return false;
    }

    /** Grants what an attempt that another process started holds already, whether it fits or not. */
    public synchronized void hold(AttemptId attempt, Map<String, Long> demand) {
        if (!live.containsKey(attempt)) {
            grant(new Ask(attempt, 0, demand, () -> {}));
        }
    }

    /** Ends a grant. Who is granted what it no longer needs gives it back. */
    public void giveBack(AttemptId attempt) {
        List<Ask> next;
        synchronized (this) {
            if (!remove(attempt)) {
                return;
            }
            next = next();
        }
        next.forEach(ask -> ask.granted().run());
    }

    /** Drops all that a run was granted and asked for. */
    public void forget(String run) {
        List<Ask> next;
        synchronized (this) {
            for (AttemptId attempt : List.copyOf(live.keySet())) {
                if (attempt.run().equals(run)) {
                    remove(attempt);
                }
            }
            waiting.values()
                    .forEach(queue ->
                            queue.removeIf(one -> one.ask().attempt().run().equals(run)));
            waiting.values().removeIf(Queue::isEmpty);
            next = next();
        }
        next.forEach(ask -> ask.granted().run());
    }

    /** Looks again: there may be more than there was. */
    public void retry() {
        List<Ask> next;
        synchronized (this) {
            next = next();
        }
        next.forEach(ask -> ask.granted().run());
    }

    private boolean remove(AttemptId attempt) {
        Map<String, Long> held = live.remove(attempt);
        if (held == null) {
            return false;
        }
        held.forEach((pool, amount) -> taken.merge(pool, -amount, Allocator::sumOrNone));
        return true;
    }

    private static @Nullable Long sumOrNone(Long a, Long b) {
        long sum = a + b;
        return sum == 0 ? null : sum;
    }

    private void grant(Ask ask) {
        live.put(ask.attempt(), ask.demand());
        ask.demand().forEach((pool, amount) -> taken.merge(pool, amount, Long::sum));
    }

    private boolean fits(Map<String, Long> demand) {
        for (Map.Entry<String, Long> one : demand.entrySet()) {
            String pool = one.getKey();
            if (taken.getOrDefault(pool, 0L) + one.getValue() > capacity.applyAsLong(pool)) {
                return false;
            }
        }
        return true;
    }

    /** Grants what fits now, the first in order first. */
    private List<Ask> next() {
        List<Ask> granted = new ArrayList<>();
        Set<String> scarce = new HashSet<>();
        while (true) {
            Queue<Waiting> first = first(scarce);
            Waiting head = first == null ? null : first.peek();
            if (first == null || head == null) {
                return granted;
            }
            Ask ask = head.ask();
            if (fits(ask.demand())) {
                drop(first, ask.demand());
                grant(ask);
                granted.add(ask);
            } else {
                scarce.addAll(ask.demand().keySet());
            }
        }
    }

    private void drop(Queue<Waiting> queue, Map<String, Long> demand) {
        queue.poll();
        if (queue.isEmpty()) {
            waiting.remove(demand);
        }
    }

    /** The queue whose head comes first of those that want nothing of what another waits for. */
    private @Nullable Queue<Waiting> first(Set<String> taboo) {
        Queue<Waiting> first = null;
        Waiting best = null;
        for (Map.Entry<Map<String, Long>, Queue<Waiting>> one : waiting.entrySet()) {
            Waiting head = one.getValue().peek();
            boolean free = one.getKey().keySet().stream().noneMatch(taboo::contains);
            if (head != null && free && (best == null || ORDER.compare(head, best) < 0)) {
                best = head;
                first = one.getValue();
            }
        }
        return first;
    }

    private static boolean touches(Map<String, Long> one, Map<String, Long> other) {
        return one.keySet().stream().anyMatch(other::containsKey);
    }
}
