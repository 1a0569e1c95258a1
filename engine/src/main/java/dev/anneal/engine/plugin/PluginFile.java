package dev.anneal.engine.plugin;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A jar, or a folder of jars, among the plugins; unread.
 *
 * @param name of the jar without its extension, or of the folder
 * @param file absolute path of the jar or the folder
 * @param jars sorted by their names
 */
record PluginFile(String name, Path file, List<Path> jars) {

    private static final String EXTENSION = ".jar";

    PluginFile {
        jars = List.copyOf(jars);
    }

    /**
     * All in a folder, by name. What begins with a dot or is no jar is none of them.
     *
     * @throws AnnealException environment, where the folder cannot be read
     */
    static List<PluginFile> in(Path folder) {
        List<PluginFile> found = new ArrayList<>();
        for (Path path : visible(folder.toAbsolutePath().normalize())) {
            if (Files.isDirectory(path)) {
                List<Path> jars =
                        visible(path).stream().filter(PluginFile::isJar).toList();
                found.add(new PluginFile(nameOf(path), path, jars));
            } else if (isJar(path)) {
                String name = nameOf(path);
                found.add(new PluginFile(name.substring(0, name.length() - EXTENSION.length()), path, List.of(path)));
            }
        }
        found.sort(Comparator.comparing(PluginFile::name).thenComparing(PluginFile::file));
        return found;
    }

    boolean folder() {
        return !jars.equals(List.of(file));
    }

    private static List<Path> visible(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !nameOf(path).startsWith("."))
                    .sorted(Comparator.comparing(PluginFile::nameOf))
                    .toList();
        } catch (IOException e) {
            String why = e instanceof NotDirectoryException
                    ? "it is no folder. Move it away"
                    : e instanceof AccessDeniedException
                            ? "permission denied. Let the user who runs Anneal read it"
                            : String.valueOf(e.getMessage());
            throw AnnealException.environment(
                    "plugins-folder", "cannot read the plugins in " + folder + ": " + why + ".", e);
        }
    }

    private static boolean isJar(Path path) {
        return nameOf(path).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
