package dev.anneal.engine.adapter.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes that are whole or not there, and stay when the machine dies. */
public final class DurableFiles {

    private DurableFiles() {}

    /** A new file's channel, under a name in {@code folder} that nobody else has; the folder is created. */
    public static Temporary temporary(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        long pid = ProcessHandle.current().pid();
        long mark = System.nanoTime();
        while (true) {
            Path path = folder.resolve(name + "." + pid + "-" + mark + ".tmp");
            try {
                return new Temporary(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException takenByAnotherThread) {
                mark++;
            }
        }
    }

    /** A file that is being written; closing it removes what has not been published. */
    public record Temporary(Path path, FileChannel channel) implements AutoCloseable {

        /** Syncs the bytes and gives them their name, in place of what had it; {@link #syncFolder} makes the name stay. */
        public void publish(Path target) throws IOException {
            channel.force(true);
            channel.close();
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(path);
        }
    }

    /** Makes the names in a folder survive the machine's death. */
    public static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().getSeparator().equals("\\")) {
            return; // Windows opens no folder for syncing; NTFS journals names by itself.
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a folder and all in it, without following links; nothing where it is not there. */
    public static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
