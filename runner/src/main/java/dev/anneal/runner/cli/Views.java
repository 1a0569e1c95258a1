package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.runner.app.RunArtifacts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --json} says of runs, task runs and artifacts: plain values under stable names. */
final class Views {

    private Views() {}

    static Map<String, Object> run(Run run) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", run.id());
        view.put("workflow", run.workflow());
        view.put("state", run.state().word());
        put(view, "reason", run.reason().isEmpty() ? null : run.reason());
        view.put("parameters", run.parameters());
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("kind", run.cause().kind().name().toLowerCase(java.util.Locale.ROOT));
        cause.put("detail", run.cause().detail());
        put(cause, "run", run.cause().run());
        put(cause, "task", run.cause().task());
        view.put("cause", cause);
        view.put("root", run.root());
        view.put("chainLength", run.chainLength());
        put(view, "resumedFrom", run.resumedFrom());
        RunOptions asked = run.options();
        put(view, "only", asked.only().isEmpty() ? null : asked.only());
        put(view, "again", asked.again().isEmpty() ? null : asked.again());
        put(view, "key", asked.key());
        put(view, "trigger", run.trigger());
        put(view, "due", run.due());
        view.put("createdAt", run.createdAt());
        put(view, "endedAt", run.endedAt());
        view.put("spec", run.spec());
        put(view, "codeVersion", run.codeVersion());
        put(view, "archive", run.archive());
        return view;
    }

    static Map<String, Object> task(TaskRun row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("task", row.task());
        view.put("type", row.type());
        view.put("state", row.state().word());
        put(view, "reason", row.reason().isEmpty() ? null : row.reason());
        view.put("attempts", row.attempts());
        put(view, "startedAt", row.startedAt());
        put(view, "endedAt", row.endedAt());
        put(view, "reusedFrom", row.reusedFrom());
        view.put("inputs", row.inputs());
        view.put("outputs", row.outputs());
        view.put("metrics", row.metrics());
        return view;
    }

    static Map<String, Object> artifact(RunArtifacts.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", item.name());
        view.put("file", item.artifact().name());
        view.put("type", item.artifact().type().word());
        view.put("digest", item.artifact().digest());
        view.put("size", item.artifact().size());
        view.put("mediaType", item.artifact().mediaType());
        view.put("properties", item.artifact().properties());
        put(view, "reusedFrom", item.reusedFrom());
        return view;
    }

    static void put(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
