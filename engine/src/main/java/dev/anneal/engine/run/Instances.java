package dev.anneal.engine.run;

import dev.anneal.engine.spec.Repetition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The task runs that one task becomes: each is made when it may begin. */
final class Instances {

    private final List<Object> items;
    private final int atOnce;
    private final List<TaskProgress> all = new ArrayList<>();
    private int open;

    private Instances(List<Object> items, int atOnce) {
        this.items = items;
        this.atOnce = atOnce;
    }

    static Instances forEach(List<Object> items, Repetition.ForEach rule) {
        return new Instances(items, rule.atOnce());
    }

    static Instances repeated() {
        return new Instances(List.of(), 0);
    }

    List<Object> items() {
        return items;
    }

    List<TaskProgress> all() {
        return all;
    }

    int open() {
        return open;
    }

    /** Whether another item's task run may begin now. */
    boolean mayBegin() {
        return all.size() < items.size() && (atOnce == 0 || open < atOnce);
    }

    @Nullable
    Object nextItem() {
        return items.get(all.size());
    }

    void begin(TaskProgress instance) {
        all.add(instance);
        open++;
    }

    void ended() {
        open--;
    }

    TaskProgress last() {
        return all.get(all.size() - 1);
    }

    /** The first that ended so and was not forgiven; null for none. */
    @Nullable
    TaskProgress firstThat(TaskState ended) {
        for (TaskProgress instance : all) {
            if (instance.state == ended && !instance.forgiven()) {
                return instance;
            }
        }
        return null;
    }

    /** Each output's values as a list, in order; null for a task run that has none. */
    @SuppressWarnings("NullAway") // plain lists may hold null
    Map<String, Object> gathered() {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (TaskProgress instance : all) {
            for (String output : instance.outputs.keySet()) {
                outputs.computeIfAbsent(output, name -> new ArrayList<>());
            }
        }
        outputs.forEach((output, values) -> {
            for (TaskProgress instance : all) {
                @SuppressWarnings("unchecked")
                List<Object> list = (List<Object>) values;
                list.add(instance.outputs.get(output));
            }
        });
        return outputs;
    }
}
