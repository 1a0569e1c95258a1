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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shares what there is among the attempts of this process. What is taken is what the live attempts were granted, never
 * a counter of its own: giving back twice, or what was never granted, changes nothing. The greater priority goes first,
 * then who asked first; one that does not fit yet lets nobody pass who wants of what it waits for, so that none waits for
 * ever, and does not stand in the way of others. Thread-safe.
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
            demand = demand.entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
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
    public boolean ask(Ask ask) {
        List<Ask> next;
        synchronized (this) {
            waiting.computeIfAbsent(ask.demand(), demand -> new PriorityQueue<>(ORDER))
                    .add(new Waiting(ask, ++asked));
            next = next();
        }
        boolean granted = false;
        for (Ask one : next) {
            if (one.attempt().equals(ask.attempt())) {
                granted = true;
            } else {
                one.granted().run();
            }
        }
        return granted;
    }

    /** Grants what an attempt that another process started holds already, whether it fits or not. */
    public synchronized void hold(AttemptId attempt, Map<String, Long> demand) {
        if (!live.containsKey(attempt)) {
            grant(attempt, demand);
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

    private void grant(AttemptId attempt, Map<String, Long> demand) {
        live.put(attempt, Map.copyOf(demand));
        demand.forEach((pool, amount) -> taken.merge(pool, amount, Long::sum));
    }

    /** Which pools have too little left for a demand. */
    private Set<String> lacking(Map<String, Long> demand) {
        Set<String> lacking = new HashSet<>();
        demand.forEach((pool, amount) -> {
            if (taken.getOrDefault(pool, 0L) + amount > capacity.applyAsLong(pool)) {
                lacking.add(pool);
            }
        });
        return lacking;
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
            Set<String> lacking = lacking(ask.demand());
            if (lacking.isEmpty()) {
                drop(first, ask.demand());
                grant(ask.attempt(), ask.demand());
                granted.add(ask);
            } else {
                scarce.addAll(lacking);
            }
        }
    }

    private void drop(Queue<Waiting> queue, Map<String, Long> demand) {
        queue.poll();
        if (queue.isEmpty()) {
            waiting.remove(demand);
        }
    }

    /** The queue whose head comes first of those that want nothing of what an earlier one waits for. */
    private @Nullable Queue<Waiting> first(Set<String> scarce) {
        Queue<Waiting> first = null;
        Waiting best = null;
        for (Map.Entry<Map<String, Long>, Queue<Waiting>> one : waiting.entrySet()) {
            Waiting head = one.getValue().peek();
            boolean free = one.getKey().keySet().stream().noneMatch(scarce::contains);
            if (head != null && free && (best == null || ORDER.compare(head, best) < 0)) {
                best = head;
                first = one.getValue();
            }
        }
        return first;
    }
}
