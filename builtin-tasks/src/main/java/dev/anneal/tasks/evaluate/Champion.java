package dev.anneal.tasks.evaluate;

import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.serving.Endpoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version that serves an endpoint now, on the same rows as the model to judge.
 *
 * @param version such as {@code loans@3}; null where there is no champion
 * @param performance null where there is no champion, or it cannot score these rows
 * @param reason why there is no performance; empty where there is one
 */
record Champion(
        String endpoint, @Nullable String version, @Nullable Performance performance, String reason) {

    static Champion of(String endpoint, TaskContext context, Table rows) {
        Optional<ModelVersion> version = new Endpoints(context.records()).champion(endpoint);
        if (version.isEmpty()) {
            return new Champion(endpoint, null, null, "endpoint '" + endpoint + "' has no champion yet");
        }
        String reference = version.get().reference();
        try {
            Performance performance =
                    Performance.of(context.artifacts(), version.get().model(), rows);
            return new Champion(endpoint, reference, performance, "");
        } catch (AnnealException e) {
            if (e.kind() != AnnealException.Kind.BAD_INPUT) {
                throw e;
            }
            return new Champion(
                    endpoint,
                    reference,
                    null,
                    "the champion " + reference + " cannot score these rows: " + e.getMessage());
        }
    }

    /** Where there is no champion a comparison with it passes; where it cannot score the rows it does not. */
    Object names() {
        return performance == null ? new Missing(reason, version == null) : performance.names();
    }

    List<String> notes() {
        return reason.isEmpty() ? List.of() : List.of(reason);
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("endpoint", endpoint);
        if (version != null) {
            report.put("version", version);
        }
        if (performance == null) {
            report.put("reason", reason);
        } else {
            report.putAll(performance.report());
        }
        return report;
    }
}
