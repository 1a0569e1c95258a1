package dev.anneal.engine.process;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CommandTask.Command;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The process of one attempt, behind a small shell wrapper: in a session of its own where {@code setsid} is installed, so
 * that a terminal's Ctrl-C and its closing do not reach it. Its output goes to the log without passing through this
 * process. The wrapper claims the attempt before it runs the command, and leaves the exit code; see {@link Traces}. For
 * one thread.
 */
public final class LocalProcess {

    /** How long processes that were told to stop may take to do so. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** Arguments: the folder, then the command's. Builtins only, because a program more costs as much as all the rest. */
    static final String WRAPPER = "f=$1; shift; { read -r s < /proc/$$/stat; } 2>/dev/null || s=$$; "
            + "set -C; { echo \"$s\" > \"$f/" + Traces.CLAIM + "\"; } 2>/dev/null || exit " + Traces.NOT_CLAIMED
            + "; set +C; \"$@\"; c=$?; echo $c > \"$f/" + Traces.EXIT + "\"; exit $c";

    private static final File NOTHING = new File("/dev/null");
    private static final long LOOK_MILLIS = 100;

    private final Path folder;
    private final Path log;
    private final ProcessMark mark;
    private final Duration grace;
    private final Traces traces;

    /**
     * @param folder the attempt's own, where the wrapper leaves its traces
     * @param log stdout and stderr are appended to it
     */
    public LocalProcess(Path folder, Path log, ProcessMark mark, Duration grace) {
        this.folder = folder;
        this.log = log;
        this.mark = mark;
        this.grace = grace;
        this.traces = new Traces(folder, mark);
    }

    /**
     * Runs a command and waits for its end. An interrupt ends all processes of the attempt before it is passed on.
     *
     * @return the exit code; empty where the wrapper is gone without having left one, when no process of it lives any more
     * @throws AnnealException environment, where it cannot be started
     */
    public OptionalInt run(Command command) throws InterruptedException {
        return run(command, Process::waitFor);
    }

    /**
     * As {@link #run(Command)}.
     *
     * @param look called now and then while the process lives, and once more after its end
     */
    public OptionalInt run(Command command, Runnable look) throws InterruptedException {
        return run(command, process -> {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look.run();
            }
            look.run();
        });
    }

    private interface Wait {
        void forEnd(Process process) throws InterruptedException;
    }

    private OptionalInt run(Command command, Wait wait) throws InterruptedException {
        Process process = start(command);
        try {
            wait.forEnd(process);
        } catch (InterruptedException | RuntimeException e) {
            end(Processes.of(mark, process.toHandle()));
            throw e;
        }
        return ended(process.exitValue());
    }

    /**
     * Waits for the end of what another orchestrator started, or reads what became of it. What was about to be started
     * and has not come up yet never will.
     *
     * @see #run(Command, Runnable)
     */
    public OptionalInt recover(Runnable look) throws InterruptedException {
        Optional<ProcessHandle> wrapper = Optional.empty();
        try {
            wrapper = traces.wrapper();
            while (wrapper.isPresent() && traces.lives(wrapper.get())) {
                look.run();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException | RuntimeException e) {
            end(wrapper.map(found -> Processes.of(mark, found)).orElseGet(() -> Processes.of(mark)));
            throw e;
        }
        look.run();
        OptionalInt exitCode = traces.exitCode();
        return exitCode.isPresent() ? exitCode : lost();
    }

    private Process start(Command command) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            traces.clear();
            if (!Files.isDirectory(command.workFolder())) {
                Files.createDirectories(command.workFolder());
            }
            if (!Files.exists(log)) {
                Files.createDirectories(log.toAbsolutePath().getParent());
            }
            ProcessBuilder builder = new ProcessBuilder(arguments(command))
                    .directory(command.workFolder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(NOTHING)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> environment = builder.environment();
            String outer = environment.getOrDefault(ProcessMark.VARIABLE, "");
            environment.putAll(command.environment());
            environment.put(ProcessMark.VARIABLE, mark.within(outer));
            return builder.start();
        } catch (IOException e) {
            throw AnnealException.environment("process", "cannot start the command: " + e.getMessage(), e);
        }
    }

    private List<String> arguments(Command command) {
        List<String> arguments = new ArrayList<>(Programs.OWN_SESSION);
        arguments.addAll(List.of("/bin/sh", "-c", WRAPPER, "anneal", folder.toString()));
        arguments.addAll(Programs.runnable(command));
        return arguments;
    }

    /** @param wrapperCode stands in where the wrapper could not write it, the disk being full; a signal's tells nothing */
    private OptionalInt ended(int wrapperCode) {
        OptionalInt exitCode = traces.exitCode();
        if (exitCode.isPresent()) {
            return exitCode;
        }
        return wrapperCode < 128 && wrapperCode != Traces.NOT_CLAIMED ? OptionalInt.of(wrapperCode) : lost();
    }

    /** The wrapper is dead and tells nothing: its command must not outlive it. */
    private OptionalInt lost() {
        end(Processes.of(mark));
        return OptionalInt.empty();
    }

    private void end(Processes processes) {
        if (!processes.end(grace)) {
            throw AnnealException.environment(
                    "process",
                    "processes of attempt " + mark + " live on though they were killed: "
                            + processes.alive().stream()
                                    .map(process -> Long.toString(process.pid()))
                                    .toList(),
                    null);
        }
    }
}
