package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.life.Life;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A life for people: the time line, then accuracy over time, then what it came to. */
final class LifeText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** Where events begin: under the name of the run's workflow. */
    private static final int EVENT_INDENT = 16;

    private static final int KIND_WIDTH = "decision".length();

    private final Life life;
    private final Terminal terminal;
    private final PrintWriter out;

    private LifeText(Life life, Terminal terminal) {
        this.life = life;
        this.terminal = terminal;
        this.out = terminal.out();
    }

    static void print(Life life, Terminal terminal) {
        LifeText text = new LifeText(life, terminal);
        text.timeLine();
        for (Life.EndpointLife endpoint : life.endpoints()) {
            text.endpoint(endpoint);
        }
        text.archives();
        terminal.out().flush();
    }

    private void timeLine() {
        out.println();
        out.println(terminal.bold("The life of " + life.model())
                + terminal.dim("  " + Texts.count(life.versions().size(), "version") + ", "
                        + Texts.count(life.chapters().size(), "run")));
        out.println();
        for (Life.Chapter chapter : life.chapters()) {
            Run run = chapter.run();
            out.println(terminal.dim(TIME.format(run.createdAt())) + "  " + run.workflow()
                    + Texts.parameters(run.parameters(), 50)
                    + "  " + terminal.dim(run.id())
                    + (run.state() == RunState.SUCCEEDED ? "" : "  " + terminal.state(run.state())));
            chapter.events().stream()
                    .filter(event ->
                            !event.kind().equals("request") || chapter.events().size() > 1)
                    .forEach(event -> event(event.kind(), text(event, chapter)));
        }
    }

    /** A decision about an alarm that stands right above need not tell it again. */
    private static String text(Life.Event event, Life.Chapter chapter) {
        String text = event.text();
        if (event.kind().equals("decision")) {
            for (Life.Event other : chapter.events()) {
                if (other.kind().equals("alarm")) {
                    text = text.replace(": " + other.text() + "; ", ": ").replace(": " + other.text(), "");
                }
            }
        }
        return text;
    }

    private void event(String kind, String text) {
        String margin = " ".repeat(EVENT_INDENT);
        String start = margin + mark(kind) + " ";
        for (String line : Texts.wrap(text, Math.max(40, terminal.width() - EVENT_INDENT - KIND_WIDTH - 1))) {
            out.println(start + line);
            start = margin + " ".repeat(KIND_WIDTH + 1);
        }
    }

    private String mark(String kind) {
        String word = kind + " ".repeat(Math.max(0, KIND_WIDTH - kind.length()));
        return switch (kind) {
            case "alarm" -> terminal.red(word);
            case "decision" -> terminal.yellow(word);
            case "deploy", "version" -> terminal.green(word);
            default -> terminal.dim(word);
        };
    }

    private void endpoint(Life.EndpointLife endpoint) {
        out.println();
        out.println(terminal.bold("Endpoint " + endpoint.name())
                + terminal.dim("  "
                        + Texts.count(endpoint.accuracy().predictions()) + " predictions, "
                        + Texts.count(endpoint.accuracy().labelled()) + " with their label"));
        if (!endpoint.stretches().isEmpty()) {
            out.println();
            AccuracyChart.print(endpoint.stretches(), terminal);
        }
        out.println();
        Life.Accuracy accuracy = endpoint.accuracy();
        line(
                "healed",
                accuracy.healed(),
                "what was served: " + Texts.count(endpoint.versions().size(), "deploy") + ", "
                        + Texts.count(endpoint.retrains(), "retrain"));
        line("static", accuracy.unhealed(), endpoint.versions().get(0) + " re-scored on every row: no retraining");
        line(
                "majority",
                accuracy.majority(),
                "always the class that was most frequent in "
                        + endpoint.versions().get(0) + "'s training data");
        line(
                "no change",
                accuracy.noChange(),
                "the latest label that is known, "
                        + (accuracy.labelDelay() == 0
                                ? "which comes at once"
                                : Texts.count(accuracy.labelDelay()) + " rows late"));
        if (accuracy.labelDelay() > 0) {
            line(
                    "last label",
                    accuracy.lastLabel(),
                    "the row before's, as if labels came at once: nobody can deploy that");
        }
        drifts(endpoint);
    }

    private void drifts(Life.EndpointLife endpoint) {
        long withdrawn = endpoint.alarms().stream()
                .filter(alarm -> alarm.withdrawn() != null)
                .count();
        out.println();
        out.println("  " + Texts.count(endpoint.alarms().size(), "alarm")
                + (withdrawn == 0 ? "" : ", " + withdrawn + " withdrawn")
                + (endpoint.drifts().isEmpty() ? "" : "; drifts:"));
        String found = endpoint.drifts().stream()
                .filter(drift -> drift.began() == null)
                .flatMap(drift -> Stream.ofNullable(drift.found()))
                .map(Texts::count)
                .collect(Collectors.joining(" "));
        if (!found.isEmpty()) {
            String start = "    found at ";
            for (String line : Texts.wrap(found, terminal.width() - start.length())) {
                out.println(start + line);
                start = " ".repeat(start.length());
            }
        }
        for (Life.Drift drift : endpoint.drifts()) {
            if (drift.began() != null) {
                out.println("    began at " + Texts.count(drift.began()) + ", "
                        + (drift.found() == null
                                ? terminal.red("never found")
                                : "found at " + Texts.count(drift.found()) + ", "
                                        + Texts.count(drift.found() - drift.began()) + " rows later"));
            }
        }
    }

    private void line(String name, @Nullable Double value, String meaning) {
        String number = value == null ? "  -  " : Texts.share(value);
        String padded = String.format(Locale.ROOT, "  %-11s", name);
        out.println((name.equals("healed") ? terminal.bold(padded + number) : padded + number) + "  "
                + terminal.dim(value == null ? "cannot be told: " + meaning : meaning));
    }

    private void archives() {
        long sealed = life.chapters().stream()
                .filter(chapter -> chapter.run().archive() != null)
                .count();
        out.println();
        out.println(terminal.dim(Texts.count(sealed, "sealed archive") + " in "
                + life.home().resolve("archives") + ", one a run: anneal archive list"));
    }
}
