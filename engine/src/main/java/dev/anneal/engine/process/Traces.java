package dev.anneal.engine.process;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a wrapper leaves in its attempt's folder. The file {@code pid}, which only one can create, is the claim: who has
 * it runs the command, or has decided that nobody will. It holds the wrapper's line of {@code /proc}, its number and
 * start time among it, or the number alone where there is no {@code /proc}. The file {@code exit} holds the exit code.
 * Each is written at once, and counts when its line is complete.
 */
final class Traces {

    static final String CLAIM = "pid";
    static final String EXIT = "exit";

    /** The code of a wrapper that came too late. */
    static final int NOT_CLAIMED = 75;

    private static final String NOBODY = "0\n";
    private static final long PAUSE_MILLIS = 2;

    private final Path folder;
    private final ProcessMark mark;

    Traces(Path folder, ProcessMark mark) {
        this.folder = folder;
        this.mark = mark;
    }

    /** Removes those of an earlier process of the attempt: one that went on after it had suspended itself. */
    void clear() throws IOException {
        Files.deleteIfExists(folder.resolve(CLAIM));
        Files.deleteIfExists(folder.resolve(EXIT));
    }

    /** Empty where no command has ended under a wrapper that lived. */
    OptionalInt exitCode() {
        String line = line(EXIT);
        return line.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(line));
    }

    /** The wrapper, where it lives. Where none has claimed the attempt yet, none can from now on. */
    Optional<ProcessHandle> wrapper() throws InterruptedException {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(CLAIM), NOBODY, StandardOpenOption.CREATE_NEW);
            return Optional.empty();
        } catch (FileAlreadyExistsException claimed) {
            return claimant();
        } catch (IOException e) {
            throw AnnealException.environment(
                    "process", "cannot write " + folder.resolve(CLAIM) + ": " + e.getMessage(), e);
        }
    }

    private Optional<ProcessHandle> claimant() throws InterruptedException {
        String line = line(CLAIM);
        while (line.isEmpty() && !Processes.of(mark).alive().isEmpty()) {
            // It is between creating the file and writing it.
            Thread.sleep(PAUSE_MILLIS);
            line = line(CLAIM);
        }
        return handle(line).filter(this::lives);
    }

    private static Optional<ProcessHandle> handle(String line) {
        if (ProcessTable.available()) {
            return ProcessTable.Entry.of(line).flatMap(ProcessTable.Entry::handle);
        }
        return line.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(line));
    }

    /** Numbers are used again: it has the attempt's mark too or, where that cannot be read, the folder among its arguments. */
    boolean lives(ProcessHandle wrapper) {
        if (ProcessTable.available()) {
            return ProcessTable.entry(wrapper.pid()).isPresent()
                    && ProcessHandle.of(wrapper.pid()).filter(wrapper::equals).isPresent()
                    && ProcessTable.carries(wrapper.pid(), mark.carried());
        }
        return wrapper.isAlive()
                && wrapper.info().arguments().stream().flatMap(Arrays::stream).anyMatch(folder.toString()::equals);
    }

    /** Empty where the file is not there, or not complete. */
    private String line(String file) {
        try {
            String text = Files.readString(folder.resolve(file));
            return text.endsWith("\n") ? text.strip() : "";
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw AnnealException.environment(
                    "process", "cannot read " + folder.resolve(file) + ": " + e.getMessage(), e);
        }
    }
}
