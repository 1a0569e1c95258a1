package dev.anneal.tasks.testing;

import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a task type as the engine does: binds plain values to its settings record, then runs it. */
public final class Attempts {

    private Attempts() {}

    /** @throws IllegalArgumentException if a value does not fit the settings; says which */
    public static TaskOutcome run(CodeTask<?> type, TaskContext context, Map<String, ?> settings) throws Exception {
        return bound(type, context, settings);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Record> TaskOutcome bound(CodeTask<S> type, TaskContext context, Map<String, ?> settings)
            throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach(
                (name, value) -> values.put(name, value instanceof Expression ? value : Values.normalise(value)));
        Binder binder = new Binder(context.run().baseFolder());
        S record = binder.bind((Class<S>) type.description().settings(), values);
        if (record == null) {
            throw new IllegalArgumentException(binder.misfits().toString());
        }
        return type.run(record, context);
    }
}
