package dev.anneal.engine.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one task of a workflow becomes several task runs, {@code name[1]}, {@code name[2]} and so on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Repetition.ForEach.class, name = "for-each"),
    @JsonSubTypes.Type(value = Repetition.Repeat.class, name = "repeat"),
})
public sealed interface Repetition {

    /**
     * Once for each item, side by side; the outputs are gathered in lists, in the items' order.
     *
     * @param over a list, a map of lists (their product), or what gives one of these in a run
     * @param atOnce how many may be under way at once; 0 for no limit of its own
     */
    record ForEach(Expression over, int atOnce) implements Repetition {}

    /**
     * Once, and again while the condition holds; the outputs are those of the last time.
     *
     * @param condition looked at after each time; knows the task's own outputs by its name, and {@code iteration}
     * @param atMost how often at most, 1 or more
     * @param delay between the end of one and the start of the next; null for none
     * @param failAtBound whether the task fails where the condition still holds after the last time
     */
    record Repeat(
            Expression condition, int atMost, @Nullable Duration delay, boolean failAtBound) implements Repetition {}
}
