package dev.anneal.engine.attempt;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What a worker and the process that started it tell each other, in the attempt's folder: each file is there whole or not at all. */
final class WorkerFolder {

    static final String CRASH = "crash.log";

    private static final String DESCRIPTOR = "descriptor.json";
    private static final String OUTCOME = "outcome.json";
    private static final String PROGRESS = "progress.json";

    /** How far a worker is. */
    record Progress(double fraction, String message) {}

    private final Path folder;

    WorkerFolder(Path folder) {
        this.folder = folder;
    }

    /** Hands an attempt over; what an earlier worker of it left is gone. */
    void order(AttemptDescriptor descriptor) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(OUTCOME));
            Files.deleteIfExists(folder.resolve(PROGRESS));
            Files.deleteIfExists(folder.resolve(CRASH));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        write(DESCRIPTOR, DescriptorText.of(descriptor));
    }

    /** @throws AnnealException not-found, where there is no order */
    AttemptDescriptor descriptor() {
        return read(DESCRIPTOR)
                .map(DescriptorText::read)
                .orElseThrow(() -> AnnealException.notFound(
                        "no-attempt", "there is no " + DESCRIPTOR + " in " + folder + ": give an attempt's folder"));
    }

    void outcome(TaskOutcome outcome) {
        write(OUTCOME, OutcomeText.of(outcome));
    }

    /** Empty where the worker has not got that far. */
    Optional<TaskOutcome> outcome() {
        return read(OUTCOME).map(OutcomeText::read);
    }

    void progress(Progress progress) {
        write(PROGRESS, Json.write(progress));
    }

    Optional<Progress> progress() {
        return read(PROGRESS).map(text -> Json.read(text, Progress.class));
    }

    /** The JVM's own report of its crash. */
    Path crash() {
        return folder.resolve(CRASH);
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Path part = Files.writeString(folder.resolve(name + ".part"), text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw AnnealException.environment("worker", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static AnnealException unwritable(Path path, IOException e) {
        return AnnealException.environment("worker", "cannot write " + path + ": " + e.getMessage(), e);
    }
}
