package dev.anneal.engine.plan;

import dev.anneal.engine.spec.Resource;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much there is of what attempts take: more can never be given, however long a task waits.
 *
 * @param amounts in thousandths, by the name of a pool or the word of a {@link Resource}, of which memory is in
 *     thousandths of a byte; a resource that is left out has no known bound, a pool that is left out does not exist
 */
public record Capacity(Map<String, Long> amounts) {

    public Capacity {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
    }

    /** Empty where nothing is known of the name. */
    public OptionalLong of(String name) {
        Long amount = amounts.get(name);
        return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
    }

    /** Every name but those of resources, in alphabetical order. */
    public Set<String> pools() {
        Set<String> names = new TreeSet<>(amounts.keySet());
        Resource.words().forEach(names::remove);
        return names;
    }
}
