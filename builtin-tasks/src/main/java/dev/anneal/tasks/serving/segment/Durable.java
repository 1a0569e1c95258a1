package dev.anneal.tasks.serving.segment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are there whole, or not at all, after the machine died. */
final class Durable {

    private Durable() {}

    /** Syncs a file that was written aside and gives it its name. */
    static void publish(Path aside, Path file) throws IOException {
        try (RandomAccessFile written = new RandomAccessFile(aside.toFile(), "rw")) {
            written.getFD().sync();
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(file);
    }

    /** Makes a file's entry in its folder durable. */
    static void syncFolder(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        boolean interrupted = Thread.interrupted(); // a channel would be closed by it
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
