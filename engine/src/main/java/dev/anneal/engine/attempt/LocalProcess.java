package dev.anneal.engine.attempt;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CommandTask.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of an attempt's, behind a small shell wrapper that leaves the exit code in a file: after a restart it is
 * found again by pid and start time, or its end is read from what it left.
 */
final class LocalProcess {

    private static final String WRAPPER =
            "exit_file=$1; shift; \"$@\"; code=$?; echo $code > \"$exit_file.part\"; mv \"$exit_file.part\" \"$exit_file\"; exit $code";
    private static final long GRACE_SECONDS = 5;

    private final Path folder;
    private final Path log;

    LocalProcess(Path folder, Path log) {
        this.folder = folder;
        this.log = log;
    }

    void start(Command command, AttemptDescriptor descriptor) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(command.workFolder());
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.writeString(folder.resolve("descriptor.json"), Json.pretty(descriptor.forFile()));
            List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", WRAPPER, "anneal"));
            arguments.add(folder.resolve("exit").toString());
            arguments.addAll(command.arguments());
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(command.workFolder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            Files.writeString(folder.resolve("pid"), process.pid() + " " + startOf(process.toHandle()));
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot start the command: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for the end; an interrupt ends the process and all its children.
     *
     * @return empty where the process is gone without having left an exit code
     */
    OptionalInt await() throws InterruptedException {
        Optional<ProcessHandle> alive = alive();
        if (alive.isPresent()) {
            try {
                alive.get().onExit().get();
            } catch (InterruptedException e) {
                destroy(alive.get());
                throw e;
            } catch (ExecutionException e) {
                throw AnnealException.fault("process", "cannot wait for a process", e);
            }
        }
        return exitCode();
    }

    private OptionalInt exitCode() {
        Path file = folder.resolve("exit");
        try {
            return Files.exists(file)
                    ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                    : OptionalInt.empty();
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Optional<ProcessHandle> alive() {
        Path file = folder.resolve("pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(handle -> startOf(handle).equals(parts[1]) && handle.isAlive());
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void destroy(ProcessHandle wrapper) {
        List<ProcessHandle> tree = new ArrayList<>(wrapper.descendants().toList());
        tree.add(wrapper);
        tree.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : tree) {
            try {
                process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                tree.forEach(ProcessHandle::destroyForcibly);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
