package dev.anneal.engine.attempt;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CommandTask.Command;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process of an attempt's, behind a small shell wrapper that leaves the exit code in a file: after a restart it is
 * found again by its number and arguments, or its end is read from what it left.
 */
final class LocalProcess {

    private static final String WRAPPER =
            "folder=$1; shift; set -C; { echo $$ > \"$folder/pid\"; } 2>/dev/null || exit 75; set +C; \"$@\"; code=$?; "
                    + "echo $code > \"$folder/exit.part\"; mv \"$folder/exit.part\" \"$folder/exit\"; exit $code";
    private static final long GRACE_SECONDS = 5;

    private final Path folder;
    private final Path log;
    private @Nullable ProcessHandle started;

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
            arguments.add(folder.toString());
            arguments.addAll(command.arguments());
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(command.workFolder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(command.environment());
            started = builder.start().toHandle();
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
        ProcessHandle own = started;
        Optional<ProcessHandle> alive = own == null ? alive() : Optional.of(own);
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

    /**
     * The wrapper of an attempt that another process started. The wrapper claims the attempt by creating the file
     * {@code pid} before it runs the command; where it has not, this claims it, so that a wrapper that comes late gives up.
     */
    private Optional<ProcessHandle> alive() {
        Path file = folder.resolve("pid");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, "0", StandardOpenOption.CREATE_NEW);
            return Optional.empty();
        } catch (FileAlreadyExistsException claimed) {
            return claimant(file);
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Process numbers are used again: the one that claimed it has the attempt's folder among its arguments. */
    private Optional<ProcessHandle> claimant(Path file) {
        try {
            String pid = Files.readString(file).strip();
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(pid)).filter(handle -> handle.isAlive() && ours(handle));
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private boolean ours(ProcessHandle handle) {
        return handle.info().arguments().stream().flatMap(Arrays::stream).anyMatch(folder.toString()::equals);
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
