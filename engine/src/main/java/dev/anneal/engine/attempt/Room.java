package dev.anneal.engine.attempt;

import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says of a command's failure that it had no room to write in: its exit code does not, and its log cannot. */
final class Room {

    /** With less than this on the disk nothing goes on. */
    private static final long SCARCE = 64 << 10;

    private Room() {}

    /** The outcome, a failure with that said where the disk of the log is full. */
    static TaskOutcome explained(TaskOutcome outcome, Path log) {
        if (!(outcome instanceof TaskOutcome.Failed failed) || !full(log)) {
            return outcome;
        }
        Failure failure = failed.failure();
        String message = failure.message() + "; the disk of its log " + log + " is full: make room, then try again";
        return new TaskOutcome.Failed(new Failure(failure.kind(), message, failure.exitCode()));
    }

    private static boolean full(Path log) {
        try {
            return Files.exists(log) && Files.getFileStore(log).getUsableSpace() < SCARCE;
        } catch (IOException unknown) {
            return false;
        }
    }
}
