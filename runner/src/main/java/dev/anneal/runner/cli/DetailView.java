package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.runner.app.RunDetail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code show --json} says of a run. */
final class DetailView {

    private DetailView() {}

    static Map<String, Object> of(RunDetail detail) {
        Map<String, Object> view = new LinkedHashMap<>(Views.run(detail.run()));
        Views.put(view, "driver", detail.driver());
        Views.put(
                view,
                "timeout",
                detail.timeout() == null ? null : detail.timeout().toString());
        if (!detail.before().isEmpty()) {
            view.put("waitsFor", detail.before().stream().map(Run::id).toList());
        }
        if (!detail.parts().isEmpty()) {
            view.put("parts", detail.parts().stream().map(Views::run).toList());
        }
        view.put("tasks", detail.tasks().stream().map(row -> task(row, detail)).toList());
        return view;
    }

    private static Map<String, Object> task(TaskRun row, RunDetail detail) {
        Map<String, Object> view = new LinkedHashMap<>(Views.task(row));
        InstanceName name = InstanceName.of(row.task());
        List<Object> items = detail.items().getOrDefault(name.task(), List.of());
        if (name.instance()) {
            view.put("of", name.task());
            view.put("index", name.index());
            if (name.index() <= items.size()) {
                Views.put(view, "item", items.get(name.index() - 1));
            }
        } else if (detail.items().containsKey(row.task())) {
            view.put("items", items.size());
        }
        Views.put(view, "failedAttempts", detail.failures().get(row.task()));
        detail.part(row.task()).ifPresent(part -> view.put("part", part.id()));
        return view;
    }
}
