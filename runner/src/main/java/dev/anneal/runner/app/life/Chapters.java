package dev.anneal.runner.app.life;

import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.StoreRecords;
import dev.anneal.tasks.monitor.Alarms;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.retrain.LedgerEntry;
import dev.anneal.tasks.serving.Deployment;
import dev.anneal.tasks.serving.Endpoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Tells run by run what happened that matters to a model. */
final class Chapters {

    private final Map<String, List<TaskRun>> tasks;
    private final Store store;
    private final Map<String, List<Life.Event>> events = new LinkedHashMap<>();

    Chapters(List<ModelVersion> versions, List<String> endpoints, Map<String, List<TaskRun>> tasks, Store store) {
        this.tasks = tasks;
        this.store = store;
        RecordsView records = new StoreRecords(store);
        versions.forEach(version -> add(
                version.run(),
                "version",
                version.reference() + " registered"
                        + (version.data() == null
                                ? ""
                                : ", trained on data " + version.data().brief())
                        + (version.codeVersion() == null
                                ? ""
                                : ", code " + version.codeVersion().substring(0, 12))));
        for (String endpoint : endpoints) {
            for (Deployment deployment : new Endpoints(records).history(endpoint)) {
                add(
                        deployment.run(),
                        "deploy",
                        deployment.version() + " serves endpoint " + endpoint
                                + (deployment.previous() == null ? "" : " in place of " + deployment.previous()));
            }
            Alarms.of(records, endpoint)
                    .forEach(alarm -> add(
                            String.valueOf(alarm.get("run")),
                            "alarm",
                            alarm.get("message")
                                    + (alarm.get("withdrawn") == null
                                            ? ""
                                            : " (withdrawn later: " + alarm.get("withdrawn") + ")")));
            LedgerEntry.of(records, endpoint)
                    .forEach(entry ->
                            add(entry.run(), "decision", entry.decision().word() + ": " + entry.reason()));
        }
    }

    List<Life.Chapter> of(List<Run> runs) {
        List<Life.Chapter> chapters = new ArrayList<>();
        for (Run run : runs) {
            List<Life.Event> happened = new ArrayList<>();
            Objects.requireNonNull(tasks.getOrDefault(run.id(), List.of())).stream()
                    .filter(row -> row.type().equals("evaluate") && row.state().ended())
                    .forEach(row -> happened.add(verdict(row)));
            happened.addAll(Objects.requireNonNull(events.getOrDefault(run.id(), List.of())));
            for (RunRequest request : store.read(tables -> tables.requests().madeBy(run.id()))) {
                happened.add(new Life.Event(
                        "request",
                        "a run of " + request.workflow()
                                + (request.run() == null ? ", pending" : ": " + request.run())));
            }
            chapters.add(new Life.Chapter(run, happened));
        }
        return chapters;
    }

    private static Life.Event verdict(TaskRun row) {
        String metrics = row.metrics().entrySet().stream()
                .filter(metric -> !metric.getKey().startsWith("rows"))
                .map(metric -> metric.getKey() + " " + String.format(Locale.ROOT, "%.3f", metric.getValue()))
                .collect(Collectors.joining(", "));
        boolean accepted = row.state() == TaskState.SUCCEEDED;
        return new Life.Event(
                "verdict",
                (accepted ? "accepted" : row.state().word())
                        + (row.reason().isEmpty() ? "" : ": " + row.reason())
                        + (metrics.isEmpty() ? "" : " (" + metrics + ")"));
    }

    private void add(String run, String kind, String text) {
        events.computeIfAbsent(run, id -> new ArrayList<>()).add(new Life.Event(kind, text));
    }
}
