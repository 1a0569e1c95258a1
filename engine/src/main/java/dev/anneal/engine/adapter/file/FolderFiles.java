package dev.anneal.engine.adapter.file;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a folder that becomes an artifact holds: plain files only. */
final class FolderFiles {

    private FolderFiles() {}

    /** Every file below a folder, in no order. @throws AnnealException bad-input, for a link or another thing that is no file */
    static List<Path> below(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(path);
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw AnnealException.badInput(
                            "not-a-file",
                            "cannot keep the folder " + root + ": " + slashed(root, path)
                                    + " is neither a file nor a folder; copy what a link leads to in its place");
                }
            }
        }
        return files;
    }

    /** A file's path inside its folder, with slashes. */
    static String slashed(Path root, Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
}
