package dev.anneal.tasks.train;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.data.TableFiles;
import dev.anneal.tasks.evaluate.metric.Accuracy;
import dev.anneal.tasks.evaluate.metric.LogLoss;
import dev.anneal.tasks.evaluate.metric.Metric;
import dev.anneal.tasks.evaluate.metric.Scored;
import dev.anneal.tasks.model.ModelFiles;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.model.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code train}: fits a classifier of the dataset's target. The same rows, seed and settings give the same bytes on one
 * kind of machine. An interrupt stops it between rounds.
 */
public final class TrainTask implements CodeTask<TrainTask.Settings> {

    /** The algorithms there are. */
    enum Algorithm {
        XGBOOST
    }

    record Settings(
            @Help("How to train: xgboost (gradient-boosted trees)") @Default("xgboost")
            Algorithm algorithm,

            @Help("The training rows; their dataset names the target") @Takes(ValueType.DATASET)
            Artifact data,

            @Help("Columns to learn from; by default all but the target and the timestamp") @Default("[]")
            List<String> features,

            @Help("Of whatever the algorithm draws") @Default("0")
            long seed,

            @Help("Of the algorithm, such as max_depth, eta, rounds, subsample") @Default("{}")
            Map<String, Object> settings) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "train",
                1,
                WorldEffect.PURE,
                Settings.class,
                "Trains a classifier on a dataset",
                new OutputSpec("model", ValueType.MODEL, "The model, with its signature and settings"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        XgboostSettings chosen = XgboostSettings.of(settings.settings());
        TrainingRows rows = TrainingRows.of(
                TableFiles.read(context.artifacts().file(settings.data().digest())),
                settings.data(),
                settings.features());
        byte[] booster = new XgboostTrainer(chosen, settings.seed())
                .train(
                        rows,
                        done -> context.progress(
                                done, "training " + rows.signature().target()));
        Artifact model = keep(context, settings, chosen, rows, booster);
        return new TaskOutcome.Succeeded(Map.of("model", model)).withMetrics(metrics(rows, booster, chosen));
    }

    private static Artifact keep(
            TaskContext context, Settings settings, XgboostSettings chosen, TrainingRows rows, byte[] booster) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("algorithm", "xgboost");
        facts.put("features", rows.signature().features());
        facts.put("target", rows.signature().target());
        facts.put("classes", rows.signature().classes());
        facts.put("classCounts", rows.classCounts());
        facts.put("rows", rows.rows());
        facts.put("data", settings.data().digest().hex());
        Map<String, Object> trainedWith =
                Map.of("algorithm", "xgboost", "seed", settings.seed(), "settings", chosen.all(), "facts", facts);
        Path folder = context.workFolder().resolve("model");
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(ModelFiles.BOOSTER), booster);
            Files.writeString(folder.resolve(ModelFiles.SIGNATURE), Json.pretty(rows.signature()));
            Files.writeString(folder.resolve(ModelFiles.SETTINGS), Json.pretty(trainedWith));
        } catch (IOException e) {
            throw AnnealException.environment("write-model", "cannot write the model: " + e.getMessage(), e);
        }
        return context.keep(folder, ValueType.MODEL, Artifact.FOLDER_MEDIA_TYPE, facts);
    }

    private static Map<String, Double> metrics(TrainingRows rows, byte[] booster, XgboostSettings chosen) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rounds", (double) chosen.rounds());
        try (Scorer scorer = Models.load(booster, rows.signature())) {
            Scored scored =
                    new Scored(rows.signature().classes().size(), rows.labels(), scorer.scoreAll(rows.matrix()));
            put(metrics, "trainAccuracy", Accuracy.of(scored));
            put(metrics, "trainLogLoss", LogLoss.of(scored));
        }
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, Metric metric) {
        if (metric instanceof Metric.Value found) {
            metrics.put(name, found.value());
        }
    }
}
