package dev.anneal.runner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * {@code anneal warm-up}: goes through what most commands load, in a home of its own, so that the launcher can keep the
 * loaded classes for later starts. Nobody types it.
 */
@Command(name = "warm-up", hidden = true, description = "Loads what most commands need, for the launcher.")
final class WarmUpCommand implements Callable<Integer> {

    private static final String YAML = """
            workflow: warm_up
            params:
              name: {type: string, default: world}
              count: {type: integer, default: 1, min: 0}
            triggers:
              nightly: {type: cron, at: "0 0 3 * * ?", zone: UTC, catchUp: latest}
            tasks:
              hello:
                type: shell
                command: "echo hello ${params.name} > greeting"
                outputs: {greeting: greeting}
                retry: 1
                timeout: 1m
              again: {type: shell, command: 'cat "$ANNEAL_INPUT_TEXT"', inputs: {text: $hello.greeting}, when: params.count > 0}
            """;

    private static final String GROOVY = """
            workflow('warm_up_too') {
                params { integer 'count', default: 1 }
                tasks {
                    shell('hello') { command 'echo hello'; retry 1 }
                    shell('again') { after hello; command "echo ${params.count}"; when { params.count > 0 } }
                }
            }
            """;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("anneal-warm-up");
        try {
            Path yaml = Files.writeString(folder.resolve("warm_up.yaml"), YAML);
            Path groovy = Files.writeString(folder.resolve("warm_up.groovy"), GROOVY);
            for (String command : List.of(
                    "validate " + yaml,
                    "plan " + yaml,
                    "run " + yaml,
                    "run " + groovy,
                    "run --json " + yaml,
                    "runs",
                    "runs --json",
                    "show last",
                    "logs last",
                    "artifacts last",
                    "models",
                    "schedules list",
                    "why last hello",
                    "pools",
                    "approvals list",
                    "resume last",
                    "cancel last",
                    "plugins",
                    "archive list last",
                    "archive verify last",
                    "life nobody",
                    "validate " + groovy,
                    "run nowhere.yaml")) {
                run(command + " --home " + folder.resolve("home"));
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void run(String command) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        String[] arguments = command.split(" ", -1);
        Commands.lineFor(new Root(), arguments).setOut(nowhere).setErr(nowhere).execute(arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Stands for the root command, which this package does not know. */
    @Command(name = "anneal")
    private static final class Root implements Callable<@Nullable Integer> {
        @Override
        public @Nullable Integer call() {
            return null;
        }
    }
}
