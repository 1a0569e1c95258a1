package dev.anneal.runner.app.reading;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads each file in a process of its own, which has so much time and memory and no more. Whatever the file does while
 * it is read, what comes back is its specs, its problems, or a problem that says what became of the process.
 */
public final class ChildReading implements FileReading {

    /** How long a file may take by default; a slow machine needs some of it to start a JVM. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How much memory the objects of a file may take while it is read. */
    public static final int HEAP_MEGABYTES = 256;

    private static final long LONGEST_RESULT = 128L << 20;

    private final ReaderLaunch launch;
    private final Duration patience;

    public ChildReading(ReaderLaunch launch, Duration patience) {
        this.launch = launch;
        this.patience = patience;
    }

    @Override
    public WorkflowFile read(Path file) {
        ReaderFolder folder = ReaderFolder.make();
        try {
            Process process = new ProcessBuilder(launch.command(file, folder.path(), HEAP_MEGABYTES, patience))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // It has nothing to read.
            process.getOutputStream().close();
            boolean ended = awaited(process);
            return folder.outcome(LONGEST_RESULT)
                    .map(text -> Json.read(text, ReadOutcome.class))
                    .orElseThrow(() -> noResult(file, folder, ended, process))
                    .here(file.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw AnnealException.environment(
                    "reader-process", file + ": no process to read it in can be started: " + e.getMessage(), e);
        } finally {
            folder.delete();
        }
    }

    /** Whether it ended by itself in time; afterwards it has ended in any case. */
    private boolean awaited(Process process) {
        boolean ended = false;
        try {
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AnnealException.environment("reader-process", "stopped while a file was read", e);
        } finally {
            if (!ended) {
                List<ProcessHandle> all = process.descendants().toList();
                process.destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
                reap(process);
            }
        }
    }

    private static void reap(Process process) {
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AnnealException noResult(Path file, ReaderFolder folder, boolean ended, Process process) {
        if (!ended) {
            return problem(
                    file,
                    "reading-endless",
                    "reading it was stopped after " + patience.toSeconds()
                            + " s. It is Groovy, which runs while it is read: look for a loop without an end, or for"
                            + " something that it waits for.");
        } else if (folder.exited()) {
            return problem(
                    file,
                    "reading-exits",
                    "it ends the process that reads it (exit code " + process.exitValue()
                            + "). A workflow file only says what is to be done: take System.exit out.");
        }
        return problem(
                file,
                "reading-died",
                "the process that read it died (exit code " + process.exitValue()
                        + "), most likely because it needs more" + " than " + HEAP_MEGABYTES
                        + " MB of memory. Look for a list or a text that grows without an end.");
    }

    private static AnnealException problem(Path file, String code, String message) {
        return new InvalidWorkflowException(List.of(new Problem(Place.ofFile(file.toString()), code, message)));
    }
}
