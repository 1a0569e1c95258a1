package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.spec.Durations;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunArtifacts;
import dev.anneal.runner.app.RunDetail;
import dev.anneal.runner.app.Runs;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal show RUN}. */
@Command(
        name = "show",
        description = "Shows a run: why it was, what its tasks did, what it made.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Option(
            names = {"-a", "--all"},
            description = "List every task run of tasks that became many.")
    private boolean all;

    @Override
    public Integer call() {
        try (Anneal anneal = options.openExisting()) {
            Runs runs = new Runs(anneal);
            RunDetail detail = runs.detail(runs.find(reference));
            Terminal terminal = options.terminal();
            if (options.json()) {
                terminal.out().println(Json.pretty(DetailView.of(detail)));
            } else {
                print(anneal, detail, terminal);
            }
            return 0;
        }
    }

    private void print(Anneal anneal, RunDetail detail, Terminal terminal) {
        Run run = detail.run();
        PrintWriter out = terminal.out();
        Instant now = anneal.clock().instant();
        out.println(terminal.bold(run.workflow()) + "  " + run.id() + "  " + terminal.state(run.state())
                + (run.endedAt() == null ? "" : " in " + Texts.between(run.createdAt(), run.endedAt())));
        if (!run.reason().isEmpty()) {
            out.println("  why      " + run.reason());
        }
        out.println("  cause    " + CauseText.of(run));
        if (run.resumedFrom() != null) {
            out.println("  resumes  run " + run.resumedFrom() + ": what succeeded there need not run again");
        }
        out.println("  started  " + run.createdAt().truncatedTo(ChronoUnit.SECONDS) + " ("
                + Texts.ago(run.createdAt(), now) + ")");
        if (!run.state().ended()) {
            printOpen(detail, now, out);
        }
        if (!run.parameters().isEmpty()) {
            out.println("  params   "
                    + run.parameters().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + plain(entry.getValue()))
                            .collect(Collectors.joining(" ")));
        }
        printOptions(run, out);
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
        new TaskTable(detail, all, terminal).print();
        long made = new RunArtifacts(anneal).list(run).size();
        out.println();
        out.println(terminal.dim(
                Texts.count(made, "artifact") + ": anneal artifacts " + run.id() + " · logs: anneal logs " + run.id()));
    }

    /** What matters while it has not ended: who drives it, what it waits for, how long it may take. */
    private static void printOpen(RunDetail detail, Instant now, PrintWriter out) {
        String id = detail.run().id();
        if (!detail.before().isEmpty()) {
            out.println("  waits    for its turn, behind run "
                    + detail.before().get(detail.before().size() - 1).id()
                    + (detail.before().size() == 1
                            ? ""
                            : " and " + (detail.before().size() - 1) + " more"));
        }
        String driver = detail.driver();
        out.println("  driver   "
                + (driver == null ? "nobody: `anneal resume " + id + "` or `anneal serve` takes it up" : driver));
        Duration timeout = detail.timeout();
        if (timeout != null) {
            Instant begun = detail.begun();
            Instant over = begun == null ? null : begun.plus(timeout);
            out.println("  timeout  " + Durations.forPeople(timeout)
                    + (over == null
                            ? " from its start"
                            : ", at " + over.truncatedTo(ChronoUnit.SECONDS)
                                    + (over.isAfter(now)
                                            ? " (in " + Durations.forPeople(Duration.between(now, over)) + ")"
                                            : "")));
        }
    }

    private static void printOptions(Run run, PrintWriter out) {
        List<String> asked = new ArrayList<>();
        if (!run.options().only().isEmpty()) {
            asked.add("only " + String.join(", ", run.options().only()));
        }
        boolean onlyOne = run.options().only().size() == 1
                && run.options().again().containsAll(run.options().only());
        if (!run.options().again().isEmpty() && !onlyOne) {
            asked.add("again " + String.join(", ", run.options().again()));
        }
        if (run.options().key() != null) {
            asked.add("once for the key '" + run.options().key() + "'");
        }
        if (!asked.isEmpty()) {
            out.println("  asked    " + String.join("; ", asked));
        }
    }

    static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.scale() > 4
                    ? Texts.share(number.doubleValue())
                    : number.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
