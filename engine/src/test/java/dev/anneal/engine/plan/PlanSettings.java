package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.Takes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings records of task types that are planned and never run. */
public final class PlanSettings {

    private PlanSettings() {}

    public record Make(@Nullable Integer count) {}

    public record Take(
            @Takes(ValueType.DATASET) @Nullable List<Artifact> data,
            @Takes(ValueType.DATASET) @Nullable Artifact one,
            @Nullable Integer number,
            @Nullable Object anything) {}
}
