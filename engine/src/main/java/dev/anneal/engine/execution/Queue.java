package dev.anneal.engine.execution;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.run.Run;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A run that waits for its turn, seen from its driver: looks after the runs before it, for one whose process has died does
 * not end by itself. For the driver's thread, but for what is called when something has changed.
 */
final class Queue implements AutoCloseable {

    /** How long `serve` may take to take up what it left, or is just making, before that counts as left. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Home home;
    private final LeftRuns left;
    private final Consumer<Duration> lookIn;
    private final Map<String, Ownership.Waiting> watched = new ConcurrentHashMap<>();
    private final Map<String, Long> free = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param lookIn asked, on any thread, to look again after that time */
    Queue(Home home, Consumer<Duration> lookIn) {
        this.home = home;
        this.left = new LeftRuns(home);
        this.lookIn = lookIn;
    }

    /**
     * Looks at the runs that it waits for now.
     *
     * @param found told, once each, of one that nobody drives
     */
    void behind(List<Run> others, Consumer<Run> found) {
        long now = System.nanoTime();
        for (Run other : others) {
            String id = other.id();
            if (!left.has(other)) {
                free.remove(id);
                watch(other);
                continue;
            }
            Long since = free.putIfAbsent(id, now);
            if (since == null) {
                lookIn.accept(PATIENCE);
            } else if (now - since >= PATIENCE.toNanos() && told.add(id)) {
                found.accept(other);
            }
        }
    }

    /** Whoever holds the run, or its chain, may die. */
    private void watch(Run other) {
        if (home.runs().isFree(other.id())) {
            watched.computeIfAbsent(
                    "chain " + other.root(), what -> home.chains().awaitFree(other.root(), () -> ended(what)));
        } else {
            watched.computeIfAbsent("run " + other.id(), what -> home.runs().awaitFree(other.id(), () -> ended(what)));
        }
    }

    private void ended(String watch) {
        watched.remove(watch);
        lookIn.accept(Duration.ZERO);
    }

    @Override
    public void close() {
        watched.values().forEach(Ownership.Waiting::close);
        watched.clear();
    }
}
