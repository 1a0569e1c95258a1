package dev.anneal.dsl.diagnostic;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds the workflow files in folders. */
public final class WorkflowFolders {

    /** Files beside workflows that are none, by how their names end but for the extension. */
    private static final List<String> BESIDE = List.of(".test", "Spec");

    private WorkflowFolders() {}

    /**
     * The files that are named, and those below the folders that are named, each once; those of a folder by name. Left out
     * of a folder is what is hidden, what is in folders called {@code target} or {@code src}, and tests.
     *
     * @throws AnnealException where a folder cannot be read or has no workflow file
     */
    public static List<Path> files(List<Path> named) {
        Set<Path> seen = new LinkedHashSet<>();
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : named) {
            for (Path file : Files.isDirectory(path) ? below(path) : Set.of(path)) {
                if (seen.add(file.toAbsolutePath().normalize())) {
                    files.add(file);
                }
            }
        }
        return List.copyOf(files);
    }

    private static Set<Path> below(Path root) {
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root) || !skipped(folder)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isWorkflow(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw AnnealException.environment("folder", root + ": cannot be read: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw AnnealException.badInput(
                    "no-workflow-file",
                    root + ": there is no workflow file in this folder; they end in "
                            + String.join(", ", WorkflowReader.EXTENSIONS));
        }
        return found;
    }

    private static boolean skipped(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(".") || name.equals("target") || name.equals("src");
    }

    private static boolean isWorkflow(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && WorkflowReader.EXTENSIONS.contains(name.substring(dot).toLowerCase(Locale.ROOT))
                && BESIDE.stream().noneMatch(name.substring(0, dot)::endsWith);
    }
}
