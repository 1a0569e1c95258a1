package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.TaskDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task makes in one run of it, so far as planning knows.
 *
 * @param types by output; empty where an output is known and its type is not
 * @param open whether it may make more than is known here
 */
record TaskOutputs(Map<String, Optional<KnownType>> types, boolean open) {

    /** What the type declares, and the task's own setting {@code outputs} where the type leaves this to it. */
    static TaskOutputs declared(TaskSpec task, TaskDescription type) {
        Map<String, Optional<KnownType>> types = new LinkedHashMap<>();
        type.outputs()
                .forEach(output -> types.put(
                        output.name(),
                        Optional.of(output.type())
                                .filter(known -> known != ValueType.ANY)
                                .map(KnownType::of)));
        Expression more = type.openOutputs() ? task.settings().get("outputs") : null;
        if (more instanceof Expression.MapOf map) {
            map.entries().keySet().forEach(name -> types.putIfAbsent(name, Optional.empty()));
        }
        return new TaskOutputs(types, more != null && !(more instanceof Expression.MapOf));
    }

    boolean has(String output) {
        return open || types.containsKey(output);
    }

    Optional<KnownType> type(String output) {
        return types.getOrDefault(output, Optional.empty());
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }
}
