package dev.anneal.runner.app.reading;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Where a process that reads a file leaves what came of it, for the one that started it. */
public final class ReaderFolder {

    private static final String OUTCOME = "outcome.json";
    private static final String PART = "outcome.part";
    private static final String EXITED = "exited";

    private final Path path;

    public ReaderFolder(Path path) {
        this.path = path;
    }

    static ReaderFolder make() {
        try {
            return new ReaderFolder(Files.createTempDirectory("anneal-reader"));
        } catch (IOException e) {
            throw AnnealException.environment(
                    "temporary-folder", "cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** Leaves the outcome, whole or not at all. */
    public void leave(String outcome) throws IOException {
        Path part = Files.write(path.resolve(PART), outcome.getBytes(StandardCharsets.UTF_8));
        Files.move(part, path.resolve(OUTCOME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Tells that somebody ended the JVM, as opposed to what kills it. */
    public void leaveExit() throws IOException {
        Files.write(path.resolve(EXITED), new byte[0]);
    }

    boolean exited() {
        return Files.exists(path.resolve(EXITED));
    }

    Optional<String> outcome(long longest) throws IOException {
        Path file = path.resolve(OUTCOME);
        boolean there = Files.isRegularFile(file) && Files.size(file) <= longest;
        return there ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    void delete() {
        for (String name : List.of(OUTCOME, PART, EXITED, "")) {
            try {
                Files.deleteIfExists(name.isEmpty() ? path : path.resolve(name));
            } catch (IOException left) {
                // The system clears its temporary files away.
                return;
            }
        }
    }
}
