package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.execution.Miss;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.reuse.WhyItRan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal why RUN TASK}. */
@Command(
        name = "why",
        description =
                "Tells why a task ran again, or whose result it reused: what its result follows from, and changed.",
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Parameters(
            index = "1",
            paramLabel = "TASK",
            description = "A task, or one of the task runs that it became: name[2].")
    private String task = "";

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            Run run = new Runs(anneal).find(reference);
            List<WhyItRan.Answer> answers = new WhyItRan(anneal).of(run, task);
            if (options.json()) {
                terminal.out()
                        .println(Json.pretty(
                                answers.stream().map(WhyCommand::view).toList()));
                return 0;
            }
            answers.stream().limit(Gathering.FEW).forEach(answer -> print(answer, terminal));
            if (answers.size() > Gathering.FEW) {
                terminal.out()
                        .println("… " + Texts.count(answers.size() - Gathering.FEW, "more task run")
                                + ": anneal why " + run.id() + " "
                                + answers.get(Gathering.FEW).row().task());
            }
            return 0;
        }
    }

    private static void print(WhyItRan.Answer answer, Terminal terminal) {
        TaskRun row = answer.row();
        terminal.out().println(terminal.bold(row.task()) + " in " + row.run() + ": " + text(answer));
        Miss miss = answer.miss();
        if (miss == null || miss.changes().isEmpty()) {
            return;
        }
        if (miss.why() != Miss.Why.CHANGED) {
            terminal.out()
                    .println("  " + Texts.count(miss.changes().size(), "part") + " changed since run " + miss.than());
        }
        TableText table = new TableText("  PART", "BEFORE", "NOW");
        miss.changes()
                .forEach(change ->
                        table.row("  " + change.part(), MissText.value(change.before()), MissText.value(change.now())));
        table.print(terminal.out(), terminal);
    }

    private static String text(WhyItRan.Answer answer) {
        TaskRun row = answer.row();
        Miss miss = answer.miss();
        if (row.reusedFrom() != null) {
            return "its key is that of run " + row.reusedFrom() + ", whose result was reused";
        } else if (miss != null) {
            return "it ran, because " + MissText.because(miss);
        } else if (row.state() == TaskState.SKIPPED) {
            return "it was skipped: " + row.reason();
        } else if (row.state() == TaskState.PENDING || row.state() == TaskState.READY) {
            return "it has not begun";
        }
        return "nothing is known of what it follows from" + (row.reason().isEmpty() ? "" : ": " + row.reason());
    }

    private static Map<String, Object> view(WhyItRan.Answer answer) {
        Map<String, Object> view = new LinkedHashMap<>();
        TaskRun row = answer.row();
        view.put("run", row.run());
        view.put("task", row.task());
        view.put("state", row.state().word());
        Views.put(view, "key", row.key());
        view.put("parts", row.parts());
        Views.put(view, "reusedFrom", row.reusedFrom());
        Miss miss = answer.miss();
        if (miss != null) {
            view.putAll(MissText.view(miss));
        } else if (row.reusedFrom() != null) {
            view.put("because", "reused");
        }
        return view;
    }
}
