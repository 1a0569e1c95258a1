package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A word that the script says, with what stands beside it.
 *
 * @param named {@code key: value} pairs
 * @param positional the other values, a block as the last one
 */
record WordCall(String word, Site site, Map<?, ?> named, List<?> positional) {

    Place place() {
        return site.place();
    }

    /** What stands in braces behind the word. */
    @Nullable
    Closure<?> block() {
        Object last = positional.isEmpty() ? null : positional.get(positional.size() - 1);
        return last instanceof Closure<?> closure ? closure : null;
    }

    /** The positional values before the block. */
    List<?> values() {
        return block() == null ? positional : positional.subList(0, positional.size() - 1);
    }
}
