package dev.anneal.tasks.flow;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.request.RequestedParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code workflow}: runs another workflow as a part of this run, waits for its end, and has its outputs. Rejected where
 * that was rejected, failed where it failed.
 */
public final class WorkflowTask implements CodeTask<WorkflowTask.Settings> {

    /** What it is told. */
    record Settings(
            @Help("The workflow to run as a part of this run")
            String workflow,

            @Help("Parameters that it is given, by name") @Default("{}")
            Map<String, Object> with) {

        Settings {
            with = Values.copyOf(with);
        }
    }

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final int LENGTH = 12;

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                        "workflow",
                        1,
                        WorldEffect.CHANGES_WORLD,
                        Settings.class,
                        "Runs another workflow as a part of this run; has that workflow's outputs.",
                        new OutputSpec("run", ValueType.TEXT, "the run that it was"))
                .withOpenOutputs();
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) {
        if (context.resumed().get("signal") instanceof Map<?, ?> signal) {
            return ended(settings, signal);
        }
        Map<String, Object> parameters = RequestedParameters.of(settings.workflow(), settings.with());
        String run = idOf(context);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("workflow", settings.workflow());
        state.put("with", parameters);
        state.put("reason", "waits for run " + run + " of " + settings.workflow());
        return new TaskOutcome.Suspended(null, "run:" + run, state);
    }

    private static TaskOutcome ended(Settings settings, Map<?, ?> signal) {
        Object run = signal.get("run");
        String what = run == null
                ? "workflow " + settings.workflow() + " cannot run"
                : "run " + run + " of " + settings.workflow() + ("failed".equals(signal.get("state")) ? " " : " was ")
                        + signal.get("state");
        String reason = String.valueOf(signal.get("reason"));
        String why = reason.isEmpty() ? what : what + ": " + reason;
        Object state = signal.get("state");
        if ("succeeded".equals(state)) {
            Map<String, Object> outputs = new LinkedHashMap<>();
            outputs.put("run", String.valueOf(run));
            if (signal.get("outputs") instanceof Map<?, ?> made) {
                made.forEach((name, value) -> put(outputs, String.valueOf(name), value));
            }
            return new TaskOutcome.Succeeded(outputs);
        } else if ("rejected".equals(state)) {
            return new TaskOutcome.Rejected(why, Map.of("run", String.valueOf(run)), Map.of(), List.of());
        }
        return TaskOutcome.Failed.of(run == null ? FailureKind.BAD_INPUT : FailureKind.ERROR, why);
    }

    @SuppressWarnings("NullAway") // an output may be null
    private static void put(Map<String, Object> outputs, String name, @org.jspecify.annotations.Nullable Object value) {
        outputs.put(name, value);
    }

    /** Follows from who asks: however often this is asked, there is one run; a further attempt has one of its own. */
    private static String idOf(TaskContext context) {
        String asker = context.run().id() + "/" + context.task() + "/" + context.attempt();
        byte[] bytes = Digest.sha256().digest(asker.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(Byte.toUnsignedInt(bytes[i]) % LETTERS.length()));
        }
        return id.toString();
    }
}
