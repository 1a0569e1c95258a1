package dev.anneal.engine.execution;

import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What others see of a task that ran once for each item: a list for every output, in the items' order. */
final class Gathered {

    private Gathered() {}

    /**
     * The lists, with nothing in the place of an item for which an output was not made: none at all, where there were no
     * items.
     *
     * @param made the lists of what was made
     * @param items how many there were
     * @param declared outputs that have a list whether they were made or not
     */
    static Map<String, Object> of(Map<String, Object> made, int items, Collection<String> declared) {
        Map<String, Object> lists = new LinkedHashMap<>();
        List<@Nullable Object> none = Collections.nCopies(items, null);
        declared.forEach(output -> lists.put(output, none));
        lists.putAll(made);
        return lists;
    }

    /** The outputs of a task that expressions read. */
    static Set<String> read(String task, Collection<Expression> readers) {
        Set<String> outputs = new TreeSet<>();
        for (Expression reader : readers) {
            for (Reference reference : reader.references()) {
                if (reference.root().equals(task) && reference.path().size() > 1) {
                    outputs.add(reference.path().get(1));
                }
            }
        }
        return outputs;
    }
}
