package dev.anneal.engine.execution;

import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why no earlier result stands in for an attempt.
 *
 * @param than the run that it is compared with: the newest earlier one of the workflow in which the task ran; null for none
 * @param changes what its result follows from, and differs from there
 */
public record Miss(Why why, @Nullable String than, List<Change> changes) {

    /** The one reason that counts most. */
    public enum Why {
        /** It was asked to run again. */
        ASKED,
        /** Its results are not kept for later runs. */
        NOT_CACHED,
        /** It never ran before in this workflow. */
        FIRST,
        /** What its result follows from has changed. */
        CHANGED,
        /** It ran before with just this, but did not succeed. */
        NO_RESULT,
        /** The result is older than it may be. */
        TOO_OLD,
        /** The result, or the bytes of it, are gone. */
        GONE
    }

    /**
     * A part of a cache key that differs.
     *
     * @param part a setting's name, {@code type}, {@code cache.version}, {@code plugin}, {@code file.NAME} and so on
     * @param before short values as they are, long ones as digests; null where there was none
     * @param now null where there is none
     */
    public record Change(
            String part, @Nullable String before, @Nullable String now) {}

    public Miss {
        changes = List.copyOf(changes);
    }

    /**
     * @param key of what an attempt would do, or did
     * @param before the newest earlier task run that is known of; null for none
     * @param kept whether results of the task are kept
     * @param ttl how old a result may be; null for any age
     * @param now when it was, or is, looked for one
     */
    static Miss of(
            CacheKey key, @Nullable TaskRun before, boolean asked, boolean kept, @Nullable Duration ttl, Instant now) {
        List<Change> changes = before == null ? List.of() : changes(before.parts(), key.parts());
        String than = before == null ? null : before.run();
        if (asked) {
            return new Miss(Why.ASKED, than, changes);
        } else if (!kept) {
            return new Miss(Why.NOT_CACHED, than, changes);
        } else if (before == null) {
            return new Miss(Why.FIRST, null, changes);
        } else if (!key.digest().equals(before.key())) {
            return new Miss(Why.CHANGED, than, changes);
        } else if (before.state() != TaskState.SUCCEEDED) {
            return new Miss(Why.NO_RESULT, than, changes);
        }
        Instant made = before.endedAt();
        boolean old = ttl != null && made != null && made.plus(ttl).isBefore(now);
        return new Miss(old ? Why.TOO_OLD : Why.GONE, than, changes);
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> parts = new TreeSet<>(before.keySet());
        parts.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String part : parts) {
            String old = before.get(part);
            String current = now.get(part);
            if (old == null || !old.equals(current)) {
                changes.add(new Change(part, old, current));
            }
        }
        return changes;
    }
}
