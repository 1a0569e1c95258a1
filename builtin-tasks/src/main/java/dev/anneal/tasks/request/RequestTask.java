package dev.anneal.tasks.request;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.run.RunRequests;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code request}: asks for a run, once for each run and task, however often the task is tried. */
public final class RequestTask implements CodeTask<RequestSettings> {

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "request",
                1,
                WorldEffect.CHANGES_WORLD,
                RequestSettings.class,
                "Asks for a run of a workflow, with parameters.",
                new OutputSpec("workflow", ValueType.TEXT, "the workflow that was asked for"));
    }

    @Override
    public TaskOutcome run(RequestSettings settings, TaskContext context) {
        Map<String, Object> parameters = RequestedParameters.of(settings.workflow(), settings.with());
        Duration wait = settings.notBefore();
        Instant notBefore = wait == null ? null : context.clock().instant().plus(wait);
        String reason = settings.reason() == null ? "" : settings.reason();
        return new TaskOutcome.Succeeded(Map.of("workflow", settings.workflow()))
                .withEffects(RunRequests.effect(null, settings.workflow(), parameters, notBefore, reason));
    }
}
