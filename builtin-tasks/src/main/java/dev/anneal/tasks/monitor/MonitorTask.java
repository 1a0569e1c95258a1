package dev.anneal.tasks.monitor;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.monitor.MonitorReport.ConceptCheck;
import dev.anneal.tasks.monitor.MonitorReport.DataCheck;
import dev.anneal.tasks.monitor.MonitorReport.FoundAlarm;
import dev.anneal.tasks.monitor.MonitorReport.Window;
import dev.anneal.tasks.monitor.MonitorSettings.Watched;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.serving.Deployment;
import dev.anneal.tasks.serving.Endpoints;
import dev.anneal.tasks.serving.PredictionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code monitor}: judges the version that now serves an endpoint by the predictions that it has made. */
public final class MonitorTask implements CodeTask<MonitorSettings> {

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "monitor",
                1,
                WorldEffect.READS_WORLD,
                MonitorSettings.class,
                "Judges the version that serves an endpoint: accuracy and latency by window, data drift, concept drift.",
                new OutputSpec("report", ValueType.REPORT, "what was found, as JSON"),
                new OutputSpec("drift", ValueType.BOOLEAN, "whether retraining is called for"),
                new OutputSpec(
                        "since",
                        ValueType.NUMBER,
                        "position where the error rate most likely rose; nothing without drift"),
                new OutputSpec("at", ValueType.NUMBER, "position of the alarm; nothing without drift"),
                new OutputSpec("watermark", ValueType.NUMBER, "position before which every prediction has its label"));
    }

    @Override
    public TaskOutcome run(MonitorSettings settings, TaskContext context) throws IOException, InterruptedException {
        Deployment serving = new Endpoints(context.records()).get(settings.endpoint());
        ModelVersion version = new ModelRegistry(context.records()).get(serving.version());
        PredictionLog log = new PredictionLog(context.homeFolder("predictions"));
        Traffic traffic =
                Traffic.of(log.read(settings.endpoint()), serving.version(), liveSince(context, settings.endpoint()));
        traffic.check(settings.span(), "window");
        List<Windows.Closed> windows = Windows.closed(traffic, settings.span());
        DataCheck data = new TrainingData(context.artifacts(), settings)
                .compare(version, windows.isEmpty() ? null : windows.get(windows.size() - 1));
        MonitorReport report = report(settings, serving, traffic, windows, data);
        context.log(report.verdict());
        Artifact kept = keep(context, report);
        return new TaskOutcome.Succeeded(outputs(report, kept), metrics(report), effects(settings, report));
    }

    /** When the version went live: the first of the latest deployments in a row that are of it. */
    private static Instant liveSince(TaskContext context, String endpoint) {
        List<Deployment> history = new Endpoints(context.records()).history(endpoint);
        if (history.isEmpty()) {
            throw AnnealException.fault("no-history", "endpoint '" + endpoint + "' serves, but has no history", null);
        }
        int first = history.size() - 1;
        while (first > 0
                && history.get(first - 1).version().equals(history.get(first).version())) {
            first--;
        }
        // Predictions keep milliseconds: one made in the same millisecond is the version's own.
        return history.get(first).at().truncatedTo(ChronoUnit.MILLIS);
    }

    private static MonitorReport report(
            MonitorSettings settings,
            Deployment serving,
            Traffic traffic,
            List<Windows.Closed> closed,
            DataCheck data) {
        Errors errors = new Errors(traffic, settings);
        ConceptCheck concept = errors.check();
        Verdict verdict = Verdict.of(settings, serving.version(), traffic, concept, data);
        Traffic.Sent watermark = traffic.watermark();
        Long position = watermark == null ? null : (Long) watermark.prediction().position();
        List<Window> windows = closed.stream().map(Windows.Closed::window).toList();
        Long since = verdict.since();
        return new MonitorReport(
                settings.endpoint(),
                serving.version(),
                traffic.timestamped(),
                traffic.sent().size(),
                concept.seen(),
                traffic.sent().stream().filter(one -> !one.prediction().ok()).count(),
                position,
                watermark == null ? 0 : watermark.number(),
                windows.isEmpty()
                        ? position
                        : (Long) windows.get(windows.size() - 1).to(),
                windows,
                data,
                concept,
                verdict.kind() != null,
                since,
                verdict.at(),
                since == null ? 0 : errors.since(since),
                verdict.message());
    }

    private static Artifact keep(TaskContext context, MonitorReport report) throws IOException {
        Path file = context.workFolder().resolve("report.json");
        Files.writeString(file, Json.pretty(report) + "\n");
        return context.keep(
                file,
                ValueType.REPORT,
                "application/json",
                Map.of("endpoint", report.endpoint(), "version", report.version(), "drift", report.drift()));
    }

    private static Map<String, Object> outputs(MonitorReport report, Artifact kept) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        outputs.put("report", kept);
        outputs.put("drift", report.drift());
        outputs.put("since", report.since());
        outputs.put("at", report.at());
        outputs.put("watermark", report.watermark());
        return nullable(outputs);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // outputs may be null: plain values
    private static Map<String, Object> nullable(Map<String, ?> values) {
        return (Map<String, Object>) values;
    }

    private static Map<String, Double> metrics(MonitorReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (!report.windows().isEmpty()) {
            Window last = report.windows().get(report.windows().size() - 1);
            put(metrics, "accuracy", last.accuracy());
            put(metrics, "meanScore", last.meanScore());
            put(metrics, "latencyP50Ms", last.latencyP50Ms());
            put(metrics, "latencyP99Ms", last.latencyP99Ms());
            put(metrics, "rowsPerSecond", last.rowsPerSecond());
        }
        put(metrics, "errorRate", report.concept().errorRate());
        report.data().features().stream()
                .mapToDouble(feature -> feature.psi())
                .max()
                .ifPresent(psi -> metrics.put("maxPsi", psi));
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, @Nullable Double value) {
        if (value != null) {
            metrics.put(name, value);
        }
    }

    /** One for every alarm of a watched kind: those that stand are raised, those that do not are withdrawn. */
    private static List<Effect> effects(MonitorSettings settings, MonitorReport report) {
        List<Effect> effects = new ArrayList<>();
        if (settings.on().contains(Watched.CONCEPT)) {
            for (FoundAlarm alarm : report.concept().alarms()) {
                effects.add(
                        alarm.stands()
                                ? raise(
                                        report,
                                        "concept",
                                        alarm.since(),
                                        alarm.at(),
                                        Verdict.concept(report.version(), alarm, report.timestamped()))
                                : withdraw(report, alarm));
            }
        }
        DataCheck data = report.data();
        Long from = data.from();
        Long to = data.to();
        if (settings.on().contains(Watched.DATA) && data.drift() && from != null && to != null) {
            effects.add(raise(
                    report,
                    "data",
                    from,
                    to,
                    "data drift of " + report.version() + " in " + String.join(", ", data.drifted())));
        }
        return effects;
    }

    private static Effect raise(MonitorReport report, String kind, long since, long at, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("endpoint", report.endpoint());
        data.put("version", report.version());
        data.put("kind", kind);
        data.put("since", since);
        data.put("at", at);
        data.put("timestamped", report.timestamped());
        data.put("message", message);
        return new Effect(RaiseAlarm.TYPE, data);
    }

    private static Effect withdraw(MonitorReport report, FoundAlarm alarm) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("endpoint", report.endpoint());
        data.put("version", report.version());
        data.put("at", alarm.at());
        data.put("reason", Verdict.withdrawal(alarm, report.timestamped()));
        return new Effect(WithdrawAlarm.TYPE, data);
    }
}
