package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.logs.LogSink;
import dev.anneal.runner.app.logs.RunLogs;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal logs RUN [TASK]}. */
@Command(
        name = "logs",
        description = "Prints what the attempts of a run logged; later attempts of a task as NAME #2.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private String reference = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "Only this task's, or only one of the task runs that it became: name[2].")
    private @Nullable String task;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added until the run has ended, whoever drives it.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            Run run = new Runs(anneal).find(reference);
            RunLogs logs = new RunLogs(anneal);
            Printer printer = new Printer(terminal, task);
            if (follow && !run.state().ended()) {
                logs.follow(run, task, printer);
            } else {
                logs.print(run, task, printer);
            }
            return 0;
        }
    }

    /** Lines as they are; where they may be of several task runs, behind the name of theirs. */
    private static final class Printer implements LogSink {

        private final Terminal terminal;
        private final PrintWriter out;
        private final @Nullable String asked;
        private String open = "";

        Printer(Terminal terminal, @Nullable String asked) {
            this.terminal = terminal;
            this.out = terminal.out();
            this.asked = asked;
        }

        @Override
        public void text(String name, String text, boolean ends) {
            if (!open.isEmpty() && !open.equals(name)) {
                out.println();
                open = "";
            }
            if (open.isEmpty() && !name.equals(asked)) {
                out.print(terminal.cyan(name) + " | ");
            }
            out.print(text);
            if (ends) {
                out.println();
            }
            open = ends ? "" : name;
        }

        @Override
        public boolean flush() {
            return !out.checkError();
        }

        @Override
        public void remark(String text) {
            terminal.err().println(text);
            terminal.err().flush();
        }
    }
}
