package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.NewFile;
import dev.anneal.runner.app.Predicting;
import dev.anneal.tasks.serving.Predictor.Predictions;
import dev.anneal.tasks.serving.ServedModel.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal predict MODEL --data FILE}. */
@Command(
        name = "predict",
        description = "Predicts rows of a file, through an endpoint or with a model version.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(
            paramLabel = "MODEL",
            description = "An endpoint, whose predictions are logged, or a version: NAME@NUMBER or NAME@ALIAS.")
    private String reference = "";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "CSV or Parquet with the model's features.")
    private Path data = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", description = "Write every prediction as CSV; must not exist yet.")
    private @Nullable Path to;

    @Option(names = "--no-log", description = "Leave an endpoint's prediction log alone.")
    private boolean noLog;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many rows to show; ${DEFAULT-VALUE} by default.")
    private int limit = 20;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = options.terminal();
        if (to != null && Files.exists(to)) {
            throw AnnealException.badInput("exists", to + " exists already; nothing was written.");
        }
        try (Anneal anneal = options.openExisting()) {
            Predictions predictions = new Predicting(anneal).predict(reference, data, !noLog);
            if (to != null) {
                write(predictions, to);
            }
            if (options.json()) {
                terminal.out().println(Json.pretty(view(predictions)));
            } else {
                print(predictions, terminal);
            }
            return predictions.answers().stream().allMatch(Answer::ok) ? 0 : ErrorText.FAILED;
        }
    }

    private void print(Predictions predictions, Terminal terminal) {
        List<Answer> answers = predictions.answers();
        TableText table = new TableText(
                ">ROW", ">" + predictions.target().toUpperCase(java.util.Locale.ROOT), ">PROBABILITY", "OUTCOME");
        for (int row = 0; row < Math.min(limit, answers.size()); row++) {
            Answer answer = answers.get(row);
            table.row(
                    String.valueOf(row),
                    answer.ok() ? number(answer.predicted()) : "",
                    answer.ok() ? Texts.share(answer.score()) : "",
                    answer.outcome());
        }
        table.print(terminal.out(), terminal);
        int hidden = answers.size() - Math.min(limit, answers.size());
        terminal.out()
                .println(terminal.dim(Texts.count(answers.size()) + " rows by " + predictions.version()
                        + (hidden > 0 && to == null
                                ? ", " + Texts.count(hidden) + " not shown: --to FILE writes all"
                                : "")
                        + (to == null ? "" : ", written to " + to)
                        + (predictions.logged() > 0 ? ", " + Texts.count(predictions.logged()) + " logged" : "")));
    }

    private static void write(Predictions predictions, Path to) {
        StringBuilder text = new StringBuilder("row," + predictions.target() + ",probability,version,outcome\n");
        int row = 0;
        for (Answer answer : predictions.answers()) {
            text.append(row++).append(',');
            text.append(answer.ok() ? number(answer.predicted()) + "," + answer.score() : ",")
                    .append(',');
            text.append(predictions.version()).append(",\"");
            text.append(answer.outcome().replace("\"", "\"\"")).append("\"\n");
        }
        NewFile.write(to, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> view(Predictions predictions) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("version", predictions.version());
        view.put("target", predictions.target());
        view.put("logged", predictions.logged());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Answer answer : predictions.answers()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("row", rows.size());
            if (answer.ok()) {
                row.put("predicted", answer.predicted());
                row.put("probability", answer.score());
            }
            row.put("outcome", answer.outcome());
            rows.add(row);
        }
        view.put("predictions", rows);
        return view;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
