package dev.anneal.tasks.serving;

import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.tasks.data.TableFiles;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Scores a file for a person: by the version that serves an endpoint, or by any registered one. */
public final class Predictor {

    private final ArtifactStore store;
    private final RecordsView records;
    private final PredictionLog log;
    private final Clock clock;

    public Predictor(ArtifactStore store, RecordsView records, PredictionLog log, Clock clock) {
        this.store = store;
        this.records = records;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What came of a file.
     *
     * @param version that scored it: {@code loans@3}
     * @param target the column that it predicts
     * @param classes the target's values, ascending; an answer's probabilities are in this order
     * @param answers one a row, in the file's order
     * @param logged how many were added to the prediction log
     */
    public record Predictions(
            String version, String target, List<Double> classes, List<ServedModel.Answer> answers, int logged) {
        public Predictions {
            classes = List.copyOf(classes);
            answers = List.copyOf(answers);
        }
    }

    /**
     * Scores every row of a file.
     *
     * @param reference an endpoint ({@code loans}), or a version ({@code loans@3}, {@code loans@champion})
     * @param file CSV or Parquet with the model's features among its columns
     * @param logged whether an endpoint's predictions go to its log, with the file's digest as source and the row number
     *     as position; those of a version named directly never do, since no endpoint answered
     * @throws AnnealException not-found or bad-input where the reference names nothing, or the columns do not fit
     */
    public Predictions predict(String reference, Path file, boolean logged) throws InterruptedException {
        boolean endpoint = reference.indexOf('@') < 0;
        ModelRegistry registry = new ModelRegistry(records);
        ModelVersion version =
                registry.get(endpoint ? new Endpoints(records).get(reference).version() : reference);
        if (!Files.isRegularFile(file)) {
            throw AnnealException.notFound("no-file", "there is no file " + file + ".");
        }
        try (ServedModel model = ServedModel.open(store, version)) {
            double[][] rows = model.features(TableFiles.readAny(file), String.valueOf(file.getFileName()));
            List<ServedModel.Answer> answers = new ArrayList<>(rows.length);
            for (double[] row : rows) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                answers.add(model.answer(row));
            }
            int added = endpoint && logged ? log(reference, version, digest(file), rows, answers) : 0;
            return new Predictions(
                    version.reference(),
                    model.signature().target(),
                    model.signature().classes(),
                    answers,
                    added);
        }
    }

    private int log(
            String endpoint, ModelVersion version, String source, double[][] rows, List<ServedModel.Answer> answers) {
        List<Prediction> batch = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            ServedModel.Answer answer = answers.get(i);
            batch.add(new Prediction(
                    Prediction.idOf(endpoint, source, i),
                    endpoint,
                    version.reference(),
                    source,
                    i,
                    i,
                    rows[i],
                    answer.predicted(),
                    answer.score(),
                    answer.latencyNanos(),
                    clock.instant(),
                    answer.outcome(),
                    null,
                    ""));
        }
        return log.append(endpoint, batch);
    }

    private static String digest(Path file) {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw AnnealException.environment("read-data", "cannot read " + file + ": " + e.getMessage(), e);
        }
        return Digest.of(sha256).hex();
    }
}
