package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunArtifacts;
import dev.anneal.runner.app.Runs;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal show RUN}. */
@Command(
        name = "show",
        description = "Shows a run: why it was, what its tasks did, what it made.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    private static final int LONGEST_RESULT = 160;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Override
    public Integer call() {
        try (Anneal anneal = options.openExisting()) {
            Runs runs = new Runs(anneal);
            Run run = runs.find(reference);
            List<TaskRun> tasks = runs.taskRuns(run);
            Terminal terminal = options.terminal();
            if (options.json()) {
                Map<String, Object> view = new LinkedHashMap<>(Views.run(run));
                view.put("tasks", tasks.stream().map(Views::task).toList());
                terminal.out().println(Json.pretty(view));
            } else {
                print(anneal, run, tasks, terminal);
            }
            return 0;
        }
    }

    private static void print(Anneal anneal, Run run, List<TaskRun> tasks, Terminal terminal) {
        PrintWriter out = terminal.out();
        out.println(terminal.bold(run.workflow()) + "  " + run.id() + "  " + terminal.state(run.state())
                + (run.endedAt() == null ? "" : " in " + Texts.between(run.createdAt(), run.endedAt())));
        if (!run.reason().isEmpty()) {
            out.println("  why      " + run.reason());
        }
        out.println("  cause    " + CauseText.of(run));
        out.println("  started  " + run.createdAt().truncatedTo(ChronoUnit.SECONDS) + " ("
                + Texts.ago(run.createdAt(), anneal.clock().instant()) + ")");
        if (!run.parameters().isEmpty()) {
            out.println("  params   "
                    + run.parameters().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + plain(entry.getValue()))
                            .collect(Collectors.joining(" ")));
        }
        out.println("  spec     " + run.spec().brief()
                + (run.codeVersion() == null
                        ? ""
                        : ", commit " + run.codeVersion().substring(0, 12)));
        Run.SealedArchive archive = run.archive();
        out.println("  archive  "
                + (archive == null
                        ? "not sealed"
                        : anneal.home().workspace().home().resolve(archive.path()) + " (" + Texts.bytes(archive.size())
                                + ", sha256 " + archive.digest().brief() + ")"));
        out.println();
        TableText table = new TableText("TASK", "TYPE", "STATE", ">TOOK", "RESULT");
        for (TaskRun row : tasks) {
            table.row(
                    row.task(),
                    row.type(),
                    terminal.state(row.state()),
                    row.reusedFrom() == null ? Texts.between(row.startedAt(), row.endedAt()) : "reused",
                    result(row));
        }
        table.print(out, terminal);
        long made = new RunArtifacts(anneal).list(run).size();
        out.println();
        out.println(terminal.dim(
                Texts.count(made, "artifact") + ": anneal artifacts " + run.id() + " · logs: anneal logs " + run.id()));
    }

    private static String result(TaskRun row) {
        if (!row.reason().isEmpty()) {
            return Texts.brief(row.reason(), LONGEST_RESULT);
        }
        String metrics = row.metrics().entrySet().stream()
                .map(entry -> entry.getKey() + " " + plain(BigDecimal.valueOf(entry.getValue())))
                .collect(Collectors.joining(", "));
        String outputs = row.outputs().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String || entry.getValue() instanceof Boolean)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return Texts.brief(
                metrics.isEmpty() ? outputs : outputs.isEmpty() ? metrics : outputs + ", " + metrics, LONGEST_RESULT);
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.scale() > 4
                    ? Texts.share(number.doubleValue())
                    : number.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
