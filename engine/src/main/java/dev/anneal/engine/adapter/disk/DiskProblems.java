package dev.anneal.engine.adapter.disk;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What the file system's refusals mean to a person. */
public final class DiskProblems {

    private DiskProblems() {}

    /** @param action what was tried, such as {@code cannot write /x/y} */
    public static AnnealException of(String action, IOException e) {
        return AnnealException.environment("disk", action + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        String cause = e instanceof FileSystemException failed && failed.getReason() != null
                ? String.valueOf(failed.getReason())
                : message;
        if (cause.toLowerCase(Locale.ROOT).contains("no space left")) {
            return "the disk is full; make room, then try again";
        } else if (e instanceof AccessDeniedException) {
            return "no permission for " + message + "; check its owner and mode";
        } else if (e instanceof NoSuchFileException) {
            return "there is no " + message;
        } else if (e instanceof FileAlreadyExistsException) {
            return message + " is there already";
        }
        return message;
    }
}
