package dev.anneal.tasks.testing;

import dev.anneal.tasks.serving.Prediction;
import dev.anneal.tasks.serving.PredictionLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that appends one prediction after the other. Arguments: folder, rows to seal after, first row, row after the last. */
public final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        PredictionLog log = new PredictionLog(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        for (long row = Long.parseLong(arguments[2]); row < Long.parseLong(arguments[3]); row++) {
            log.append("loans", List.of(prediction(row)));
        }
    }

    /** A prediction for the endpoint {@code loans} that follows from its row alone. */
    public static Prediction prediction(long row) {
        return new Prediction(
                Prediction.idOf("loans", "5eed", row),
                "loans",
                "loans@1",
                "5eed",
                row,
                row,
                new double[] {row / 3.0, Double.NaN, -row},
                row % 2,
                0.5 + (row % 50) / 100.0,
                1_000 + row,
                Instant.ofEpochMilli(1_700_000_000_000L + row),
                Prediction.OK,
                null,
                "run1");
    }
}
