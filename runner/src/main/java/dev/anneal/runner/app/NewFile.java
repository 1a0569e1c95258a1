package dev.anneal.runner.app;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a file that must not exist yet: aside, then moved into its place. What fails leaves nothing behind. */
public final class NewFile {

    /** What is to stand in the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private NewFile() {}

    /**
     * @throws AnnealException bad-input where the file exists or its folder does not; environment where the disk refuses
     */
    public static void write(Path to, Content content) {
        if (Files.exists(to)) {
            throw AnnealException.badInput("exists", to + " exists already; nothing was written.");
        }
        Path folder = Objects.requireNonNull(to.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            throw AnnealException.badInput(
                    "no-folder",
                    "there is no folder " + folder + " to write " + to.getFileName() + " into: make it first.");
        }
        Path part = folder.resolve(
                "." + to.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                content.writeTo(out);
            }
            Files.move(part, to);
        } catch (IOException e) {
            throw AnnealException.environment("write", "cannot write " + to + ": " + e.getMessage(), e);
        } finally {
            remove(part);
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw AnnealException.environment("write", "cannot remove " + part + ": " + e.getMessage(), e);
        }
    }
}
