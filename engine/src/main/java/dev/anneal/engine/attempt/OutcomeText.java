package dev.anneal.engine.attempt;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.TaskOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An outcome as JSON and back. */
final class OutcomeText {

    /** Which kind it is, and the parts that this kind has. */
    private record Form(
            String outcome,
            @Nullable Map<String, Object> outputs,
            @Nullable Map<String, Double> metrics,
            @Nullable List<Effect> effects,
            @Nullable String reason,
            @Nullable Failure failure,
            @Nullable Instant until,
            @Nullable String signal,
            @Nullable Map<String, Object> state) {}

    private OutcomeText() {}

    static String of(TaskOutcome outcome) {
        return Json.pretty(form(outcome));
    }

    private static Form form(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Succeeded it) {
            return new Form("succeeded", it.outputs(), it.metrics(), it.effects(), null, null, null, null, null);
        } else if (outcome instanceof TaskOutcome.Rejected it) {
            return new Form("rejected", it.outputs(), it.metrics(), it.effects(), it.reason(), null, null, null, null);
        } else if (outcome instanceof TaskOutcome.Failed it) {
            return new Form("failed", null, null, null, null, it.failure(), null, null, null);
        } else if (outcome instanceof TaskOutcome.Suspended it) {
            return new Form("suspended", null, null, null, null, null, it.until(), it.signal(), it.state());
        }
        throw new IllegalStateException("unknown outcome " + outcome);
    }

    static TaskOutcome read(String text) {
        Form form = Json.read(text, Form.class);
        return switch (form.outcome()) {
            case "succeeded" ->
                new TaskOutcome.Succeeded(there(form.outputs()), there(form.metrics()), there(form.effects()));
            case "rejected" ->
                new TaskOutcome.Rejected(
                        there(form.reason()), there(form.outputs()), there(form.metrics()), there(form.effects()));
            case "failed" -> new TaskOutcome.Failed(there(form.failure()));
            case "suspended" -> new TaskOutcome.Suspended(form.until(), form.signal(), there(form.state()));
            default -> throw new IllegalStateException("unknown outcome " + form.outcome());
        };
    }

    private static <T> T there(@Nullable T part) {
        return Objects.requireNonNull(part);
    }
}
