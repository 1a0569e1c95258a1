package dev.anneal.runner.app.control;

import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.runner.app.Anneal;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts processes of their own that drive runs: in a session of their own, so that they go on when the terminal is
 * closed. What they print goes to a file beside the run's logs.
 */
public final class DetachedDriver {

    private static final String MAIN = "dev.anneal.runner.Main";

    /** What says things of this process's terminal, or would be done twice. */
    private static final List<String> OWN = List.of(
            "-Danneal.stdout.terminal=",
            "-Danneal.stderr.terminal=",
            "-Danneal.columns=",
            "-agentlib:jdwp",
            "-Xrunjdwp");

    private final Workspace workspace;

    public DetachedDriver(Anneal anneal) {
        this.workspace = anneal.home().workspace();
    }

    /** Where a run's detached drivers print. */
    public Path log(String run) {
        return workspace.run(run).resolve("driver.log");
    }

    /**
     * Starts a process that drives a run which is placed already: whatever becomes of the process, the run is there.
     *
     * @param more options of {@code anneal resume}
     * @throws AnnealException environment, where the system starts no process
     */
    public void start(String run, List<String> more) {
        List<String> command = new ArrayList<>(away());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "resume", run));
        command.addAll(List.of("--home", workspace.home().toString()));
        command.addAll(more);
        Path log = log(run);
        try {
            Files.createDirectories(log.getParent());
            var unused = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw AnnealException.environment(
                    "detach",
                    "run " + run + " is placed, but no process could be started to drive it: " + e.getMessage()
                            + ". `anneal resume " + run + "` drives it.",
                    e);
        }
    }

    /** What keeps a process from going with the terminal. */
    private static List<String> away() {
        Map<String, String> environment = System.getenv();
        for (String way : List.of("setsid", "nohup")) {
            Optional<String> found = List.of(
                            environment.getOrDefault("PATH", "").split(File.pathSeparator))
                    .stream()
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, way))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst();
            if (found.isPresent()) {
                return List.of(found.get());
            }
        }
        return List.of();
    }
}
