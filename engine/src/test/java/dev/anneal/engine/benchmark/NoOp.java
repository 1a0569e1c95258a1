package dev.anneal.engine.benchmark;

import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does nothing but note when it began. */
public final class NoOp implements CodeTask<NoOp.Settings> {

    /** None. */
    public record Settings() {}

    private final Map<String, Instant> began = new ConcurrentHashMap<>();

    Map<String, Instant> began() {
        return began;
    }

    @Override
    public TaskDescription description() {
        return TaskDescription.of("no-op", 1, WorldEffect.READS_WORLD, Settings.class, "Does nothing.");
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) {
        began.put(context.task(), context.clock().instant());
        return new TaskOutcome.Succeeded(Map.of());
    }
}
