package dev.anneal.tasks.serving;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code replay}: sends rows of a dataset to an endpoint, one by one, as if they came from outside, and logs what the
 * version that serves it answers. A row that cannot be scored is logged with its error; where no row can be, the task
 * fails and logs none, so that it can be tried again. Labels follow {@code labelsAfter} rows behind.
 */
public final class ReplayTask implements CodeTask<ReplayTask.Settings> {

    private static final int BATCH = 1_000;

    record Settings(
            @Help("The rows to send, such as $stream.rows") @Takes(ValueType.DATASET)
            Artifact source,

            @Help("First row to send, counted from 0") @Default("0") @Between(min = 0)
            long from,

            @Help("How many rows to send; fewer where the source ends") @Between(min = 1, max = 10_000_000)
            long count,

            @Help("The endpoint that answers") String endpoint,

            @Help("A row's label is known once so many more rows have been sent") @Default("0") @Between(min = 0)
            long labelsAfter,

            @Help("The column that has the labels; by default the source's target") @Nullable
            String target) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "replay",
                1,
                WorldEffect.CHANGES_WORLD,
                Settings.class,
                "Sends rows of a dataset to an endpoint, and their labels later",
                new OutputSpec("position", ValueType.NUMBER, "The next row to send"),
                new OutputSpec("labelled", ValueType.NUMBER, "Rows before this one have their labels"),
                new OutputSpec("ended", ValueType.BOOLEAN, "Whether the last row has been sent"),
                new OutputSpec("sent", ValueType.NUMBER, "How many rows were sent"),
                new OutputSpec("new", ValueType.NUMBER, "How many of them had not been sent before"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        Deployment deployment = new Endpoints(context.records()).get(settings.endpoint());
        ModelVersion version = new ModelRegistry(context.records()).get(deployment.version());
        ReplayedRows rows = ReplayedRows.read(settings, context.artifacts());
        PredictionLog log = new PredictionLog(context.homeFolder("predictions"));
        Sent sent = new Sent();
        long before = System.nanoTime();
        if (rows.size() > 0) {
            try (ServedModel model = ServedModel.open(context.artifacts(), version)) {
                send(settings, context, rows, model, log, sent);
            }
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        if (rows.size() > 0 && sent.succeeded == 0) {
            return TaskOutcome.Failed.of(
                    FailureKind.ERROR,
                    version.reference() + " on endpoint '" + settings.endpoint() + "' could score none of "
                            + rows.size() + " rows. The first, row " + rows.from() + ": "
                            + sent.answers.get(0).outcome());
        }
        int labels = rows.label(log, settings.endpoint());
        context.log(summary(settings, version, rows, sent, labels));
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("position", rows.to());
        outputs.put("labelled", rows.labelled());
        outputs.put("ended", rows.ended());
        outputs.put("sent", rows.size());
        outputs.put("new", sent.fresh);
        return new TaskOutcome.Succeeded(outputs)
                .withMetrics(ReplayMetrics.of(sent.answers, rows, seconds, settings.labelsAfter()));
    }

    /** What has been done so far. */
    private static final class Sent {
        private final List<ServedModel.Answer> answers = new ArrayList<>();
        private final List<Prediction> waiting = new ArrayList<>();
        private int succeeded;
        private int fresh;
    }

    private static void send(
            Settings settings, TaskContext context, ReplayedRows rows, ServedModel model, PredictionLog log, Sent sent)
            throws InterruptedException {
        double[][] features = model.features(rows.table(), settings.source().name());
        for (int i = 0; i < rows.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ServedModel.Answer answer = model.answer(features[i]);
            sent.answers.add(answer);
            sent.succeeded += answer.ok() ? 1 : 0;
            sent.waiting.add(prediction(settings, context, rows, model.version(), i, features[i], answer));
            boolean last = i == rows.size() - 1;
            if (sent.succeeded > 0 && (last || sent.waiting.size() >= BATCH)) {
                sent.fresh += log.append(settings.endpoint(), sent.waiting);
                sent.waiting.clear();
                context.progress((i + 1.0) / rows.size(), "sent row " + (rows.from() + i));
            }
        }
    }

    private static Prediction prediction(
            Settings settings,
            TaskContext context,
            ReplayedRows rows,
            ModelVersion version,
            int i,
            double[] features,
            ServedModel.Answer answer) {
        String source = settings.source().digest().hex();
        long row = rows.from() + i;
        return new Prediction(
                Prediction.idOf(settings.endpoint(), source, row),
                settings.endpoint(),
                version.reference(),
                source,
                row,
                rows.position(i),
                features,
                answer.predicted(),
                answer.score(),
                answer.latencyNanos(),
                context.clock().instant(),
                answer.outcome(),
                null,
                context.run().id());
    }

    private static String summary(Settings settings, ModelVersion version, ReplayedRows rows, Sent sent, int labels) {
        int failed = sent.answers.size() - sent.succeeded;
        return "sent " + rows.size() + " rows from row " + rows.from() + " to endpoint '" + settings.endpoint() + "' ("
                + version.reference() + "), " + sent.fresh + " new" + (failed > 0 ? ", " + failed + " failed" : "")
                + "; " + labels + " labels came" + (rows.ended() ? "; the source has ended" : "");
    }
}
