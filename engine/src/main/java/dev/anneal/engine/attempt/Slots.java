package dev.anneal.engine.attempt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * How many attempts may be alive at once in this process. What is taken is the set of live attempts' tokens, never a
 * counter: giving a slot back twice, or one that was never taken, changes nothing.
 */
final class Slots {

    private final int size;
    private final Set<Object> live = new HashSet<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    Slots(int size) {
        this.size = size;
    }

    /** Whether the slot was taken; where none is free, {@code whenFree} is called once when one may be. */
    synchronized boolean take(Object attempt, Runnable whenFree) {
        if (live.size() < size) {
            live.add(attempt);
            return true;
        }
        waiting.addLast(whenFree);
        return false;
    }

    void giveBack(Object attempt) {
        Runnable next = null;
        synchronized (this) {
            if (live.remove(attempt)) {
                next = waiting.pollFirst();
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
