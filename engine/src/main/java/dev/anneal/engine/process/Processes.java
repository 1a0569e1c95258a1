package dev.anneal.engine.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The processes of an attempt or of a run, wherever they have gone, and how they are ended.
 *
 * <p>On Linux they are found by the {@link ProcessMark} in their environment, whoever started them and whether or not
 * that one still lives, with the descendants of those that have it. What a task starts with an environment of its own
 * making <em>and</em> leaves behind, or as another user, is not found at the end of a run. A search reads the environment
 * of every process of this user: some milliseconds.
 *
 * <p>Elsewhere only descendants of a wrapper that this process started, or found again, are known: {@link #ofRun} and the
 * search after a wrapper's death find nothing.
 */
public final class Processes {

    /** How long the system may take over a killed process, such as one that waits for a disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final Predicate<String> mark;
    private final @Nullable ProcessHandle wrapper;
    private final Set<ProcessHandle> known = new HashSet<>();

    private Processes(Predicate<String> mark, @Nullable ProcessHandle wrapper) {
        this.mark = mark;
        this.wrapper = wrapper;
    }

    /** All processes of a run's attempts, also of those that another orchestrator started. */
    public static Processes ofRun(String run) {
        return new Processes(ProcessMark.carriedOf(run), null);
    }

    /** All processes of one attempt. */
    public static Processes of(ProcessMark mark) {
        return new Processes(mark.carried(), null);
    }

    /**
     * All processes of an attempt whose wrapper lives.
     *
     * @param wrapper leads a session of its own, or is in that of somebody else
     */
    static Processes of(ProcessMark mark, ProcessHandle wrapper) {
        return new Processes(mark.carried(), wrapper);
    }

    /** Those that live now, without this process itself. */
    public List<ProcessHandle> alive() {
        return ProcessTable.available() ? found() : descendants();
    }

    /**
     * Ends them: SIGTERM to each, and SIGKILL to what is left after a grace time, until none is. An interrupt cuts the
     * grace time short, and is set again at the end. Where none is left to begin with, this costs one search.
     *
     * @return whether none is left; only the system itself can hold on to a killed process
     */
    public boolean end(Duration grace) {
        long began = System.nanoTime();
        boolean interrupted = false;
        Set<ProcessHandle> told = new HashSet<>();
        long pause = 1;
        List<ProcessHandle> left = alive();
        while (!left.isEmpty()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (waited.compareTo(grace.plus(PATIENCE)) > 0) {
                break;
            }
            signal(left, told, interrupted || waited.compareTo(grace) >= 0);
            interrupted |= interrupted(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            left = alive();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return left.isEmpty();
    }

    /** The wrapper, while there is a grace time, ends by itself when its command does, and keeps the exit code. */
    private void signal(List<ProcessHandle> processes, Set<ProcessHandle> told, boolean force) {
        for (ProcessHandle process : processes) {
            if (force) {
                process.destroyForcibly();
            } else if (!process.equals(wrapper) && told.add(process)) {
                process.destroy();
            }
        }
    }

    private static boolean interrupted(long pause) {
        try {
            Thread.sleep(pause);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private List<ProcessHandle> found() {
        Set<Long> found = ProcessTable.carrying(mark);
        Optional<ProcessTable.Entry> root =
                Optional.ofNullable(wrapper).flatMap(process -> ProcessTable.entry(process.pid()));
        if (found.isEmpty() && root.isEmpty()) {
            return List.of();
        }
        root.ifPresent(entry -> found.add(entry.pid()));
        List<ProcessTable.Entry> all = ProcessTable.entries();
        root.filter(entry -> entry.session() == entry.pid())
                .ifPresent(leader -> all.stream()
                        .filter(entry -> entry.session() == leader.session())
                        .forEach(entry -> found.add(entry.pid())));
        Set<Long> family = withDescendants(found, all);
        family.remove(ProcessHandle.current().pid());
        return all.stream()
                .filter(entry -> family.contains(entry.pid()))
                .map(ProcessTable.Entry::handle)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Set<Long> withDescendants(Set<Long> roots, List<ProcessTable.Entry> all) {
        Map<Long, List<Long>> children = new HashMap<>();
        all.forEach(entry -> children.computeIfAbsent(entry.parent(), parent -> new ArrayList<>())
                .add(entry.pid()));
        Set<Long> family = new LinkedHashSet<>(roots);
        Deque<Long> unseen = new ArrayDeque<>(roots);
        while (!unseen.isEmpty()) {
            for (long child : children.getOrDefault(unseen.remove(), List.of())) {
                if (family.add(child)) {
                    unseen.add(child);
                }
            }
        }
        return family;
    }

    private List<ProcessHandle> descendants() {
        if (wrapper != null) {
            known.add(wrapper);
        }
        List.copyOf(known).forEach(process -> process.descendants().forEach(known::add));
        known.removeIf(process -> !process.isAlive());
        return List.copyOf(known);
    }
}
