package dev.anneal.runner.cli;

import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.spec.Durations;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.reading.GroovyRule;
import dev.anneal.runner.serve.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal serve FOLDER...}. */
@Command(
        name = "serve",
        description = "Registers the workflows of folders, fires their triggers and drives what is due, until stopped.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "Folders with workflow files.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long runs under way may take to end after SIGTERM; ${DEFAULT-VALUE} by default.")
    private String drain = "60s";

    @Option(
            names = "--groovy-from",
            paramLabel = "FOLDER",
            description =
                    "Run Groovy files only below this folder; by default below all that are served. Several may be named.")
    private List<Path> groovyFrom = new ArrayList<>();

    @Option(names = "--yaml-only", description = YamlOnly.DESCRIPTION)
    private boolean yamlOnly;

    @Override
    public Integer call() throws InterruptedException {
        Duration patience = Durations.parse(drain)
                .orElseThrow(() -> AnnealException.badInput(
                        "duration", "--drain takes a duration such as 30s or 5m, found '" + drain + "'"));
        if (yamlOnly && !groovyFrom.isEmpty()) {
            throw AnnealException.badInput(
                    "groovy-from",
                    "--groovy-from and --yaml-only do not go together: the one runs what the other refuses.");
        }
        List<Path> named = new ArrayList<>(folders);
        named.addAll(groovyFrom);
        for (Path folder : named) {
            if (!Files.isDirectory(folder)) {
                throw AnnealException.badInput(
                        "folder", folder + " is not a folder. Name one that holds workflow files.");
            }
        }
        try (Anneal anneal = options.open()) {
            Log log = new Log(options.terminal(), anneal);
            GroovyRule rule =
                    yamlOnly ? GroovyRule.NONE : GroovyRule.below(groovyFrom.isEmpty() ? folders : groovyFrom);
            Server server = new Server(anneal, folders, rule, log, log::line);
            CountDownLatch over = new CountDownLatch(1);
            Thread hook = new Thread(() -> stop(server, patience, over, log), "anneal-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            server.serve();
            over.await();
            return 0;
        }
    }

    private static void stop(Server server, Duration patience, CountDownLatch over, Log log) {
        try {
            server.stop(patience);
            log.line("stopped");
            over.countDown();
            // An orderly end is a success, whatever signal asked for it.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(ErrorText.FAULT);
        }
    }

    /** A line an event, with its moment. */
    private static final class Log implements RunListener {
        private final Terminal terminal;
        private final Anneal anneal;

        Log(Terminal terminal, Anneal anneal) {
            this.terminal = terminal;
            this.anneal = anneal;
        }

        synchronized void line(String text) {
            text.lines()
                    .forEach(line -> terminal.err()
                            .println(anneal.clock().instant().truncatedTo(ChronoUnit.SECONDS) + " " + line));
            terminal.err().flush();
        }

        @Override
        public void started(Run run) {
            line("run " + run.id() + " of " + run.workflow() + " began: " + CauseText.of(run));
        }

        @Override
        public void changed(Run run, TaskRun row) {
            if (row.state() == TaskState.FAILED || row.state() == TaskState.REJECTED) {
                line("run " + run.id() + " task " + row.task() + " "
                        + row.state().word() + ": " + row.reason());
            }
        }

        @Override
        public void ended(Run run) {
            line("run " + run.id() + " of " + run.workflow() + " " + run.state().word() + " in "
                    + Texts.between(run.createdAt(), run.endedAt()));
        }

        @Override
        public void fault(Run run, String message) {
            line("run " + run.id() + ": " + message);
        }
    }
}
