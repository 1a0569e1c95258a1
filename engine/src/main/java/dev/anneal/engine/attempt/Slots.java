package dev.anneal.engine.attempt;

import dev.anneal.engine.attempt.AttemptLauncher.AttemptId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts may be alive at once in this process. What is taken is the set of live attempts, never a counter:
 * giving a slot back twice, or one that was never taken, changes nothing. Who is woken and takes no slot must wake the
 * next.
 */
final class Slots {

    private record Waiter(String run, Runnable wake) {}

    private final int size;
    private final Set<AttemptId> live = new HashSet<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();

    Slots(int size) {
        this.size = size;
    }

    /** Whether the slot was taken; where none is free, {@code whenFree} is called once when one may be. */
    synchronized boolean take(AttemptId attempt, Runnable whenFree) {
        if (live.size() < size) {
            live.add(attempt);
            return true;
        }
        waiting.addLast(new Waiter(attempt.run(), whenFree));
        return false;
    }

    void giveBack(AttemptId attempt) {
        boolean freed;
        synchronized (this) {
            freed = live.remove(attempt);
        }
        if (freed) {
            wakeNext();
        }
    }

    /** Lets the next one that waits try again, where a slot is free. */
    void wakeNext() {
        @Nullable Waiter next;
        synchronized (this) {
            next = live.size() < size ? waiting.pollFirst() : null;
        }
        if (next != null) {
            next.wake().run();
        }
    }

    /** Drops who waits for a run that nobody drives any more, and wakes another in its place. */
    void forget(String run) {
        synchronized (this) {
            waiting.removeIf(waiter -> waiter.run().equals(run));
        }
        wakeNext();
    }
}
