package dev.anneal.tasks.evaluate;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Knows;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.data.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluate}: scores a model on rows that it was not trained on, and the champion of its endpoint on the same
 * rows. Where {@code require} does not hold the run ends as rejected.
 */
public final class EvaluateTask implements CodeTask<EvaluateTask.Settings> {

    record Settings(
            @Help("The model to judge") @Takes(ValueType.MODEL)
            Artifact model,

            @Help("Rows that it was not trained on") @Takes(ValueType.DATASET)
            Artifact data,

            @Help("Whose champion it is compared with; by default the endpoint called like the workflow") @Nullable
            String endpoint,

            @Help("What must hold for the run to go on")
            @Knows({
                "accuracy",
                "logLoss",
                "auc",
                "rows",
                "baseline.majority",
                "champion.accuracy",
                "champion.logLoss",
                "champion.auc"
            })
            @Nullable
            Expression require) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "evaluate",
                1,
                WorldEffect.READS_WORLD,
                Settings.class,
                "Judges a model on unseen rows, against the majority class and the champion",
                new OutputSpec(
                        "report", ValueType.REPORT, "Metrics, baselines, champion, confusion matrix and verdict"),
                new OutputSpec("accuracy", ValueType.NUMBER, "Share of rows that it gets right"),
                new OutputSpec("logLoss", ValueType.NUMBER, "Mean negative log-likelihood in nats, where defined"),
                new OutputSpec("auc", ValueType.NUMBER, "Area under the ROC curve, where defined"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        Table rows = TableFiles.read(context.artifacts().file(settings.data().digest()));
        if (rows.rows() == 0) {
            throw AnnealException.badInput(
                    "empty-data", "evaluate: '" + settings.data().name() + "' has no rows to judge a model on");
        }
        Performance model = Performance.of(context.artifacts(), settings.model(), rows);
        Majority majority = Majority.of(settings.model(), model.signature(), rows);
        String endpoint = settings.endpoint() == null ? context.run().workflow() : settings.endpoint();
        Champion champion = Champion.of(endpoint, context, rows);
        Verdict verdict = Verdict.of(settings.require(), context.scope().with(names(model, majority, champion)));
        return outcome(context, model, verdict, report(model, majority, champion, verdict));
    }

    private static Map<String, Object> names(Performance model, Majority majority, Champion champion) {
        Map<String, Object> names = new LinkedHashMap<>(model.names());
        names.put("baseline", Map.of("majority", majority.name()));
        names.put("champion", champion.names());
        return names;
    }

    private static Map<String, Object> report(
            Performance model, Majority majority, Champion champion, Verdict verdict) {
        Map<String, Object> report = new LinkedHashMap<>(model.report());
        report.put("confusion", model.confusion());
        report.put("baseline", majority.report());
        report.put("champion", champion.report());
        report.put("verdict", verdict.report());
        List<String> notes = new ArrayList<>(champion.notes());
        verdict.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        report.put("notes", notes);
        return report;
    }

    private static TaskOutcome outcome(
            TaskContext context, Performance model, Verdict verdict, Map<String, Object> report) {
        Path file = context.workFolder().resolve("report.json");
        try {
            Files.writeString(file, Json.pretty(report));
        } catch (IOException e) {
            throw AnnealException.environment("write-report", "cannot write the report: " + e.getMessage(), e);
        }
        Map<String, Double> metrics = model.values();
        Map<String, Object> outputs = new LinkedHashMap<>(metrics);
        outputs.put(
                "report",
                context.keep(
                        file, ValueType.REPORT, "application/json", Map.of("metrics", metrics, "kind", "evaluation")));
        verdict.notes().forEach(context::log);
        return verdict.holds()
                ? new TaskOutcome.Succeeded(outputs).withMetrics(metrics)
                : new TaskOutcome.Rejected(verdict.reason(), outputs, metrics, List.of());
    }
}
