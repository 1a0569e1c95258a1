package dev.anneal.engine.adapter.disk;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Relative paths with slashes, as listings and archives have them, which must not lead out of their folder. */
public final class InnerPath {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private InnerPath() {}

    /** Why a path may lead elsewhere or name nothing; empty where it is sound. */
    public static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("is empty");
        } else if (path.startsWith("/")
                || path.startsWith("\\")
                || DRIVE.matcher(path).matches()) {
            return Optional.of("is absolute");
        }
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                return Optional.of("leads out of its folder");
            } else if (step.isEmpty() || step.equals(".")) {
                return Optional.of("has an empty step");
            } else if (step.chars().anyMatch(c -> c == 0)) {
                return Optional.of("has a NUL in it");
            }
        }
        return Optional.empty();
    }

    /**
     * The path below {@code folder}.
     *
     * @param holder what has the path, for the message
     * @throws AnnealException environment, where the path is not sound
     */
    public static Path resolve(Path folder, String path, String holder) {
        Optional<String> problem = problem(path);
        if (problem.isPresent()) {
            throw refused(holder, path, problem.get());
        }
        try {
            Path resolved = folder.resolve(path).normalize();
            if (resolved.startsWith(folder.normalize())) {
                return resolved;
            }
        } catch (InvalidPathException e) {
            throw refused(holder, path, e.getReason());
        }
        throw refused(holder, path, "leads out of its folder");
    }

    private static AnnealException refused(String holder, String path, String problem) {
        return AnnealException.environment(
                "hostile-path",
                holder + " holds the path '" + path + "', which " + problem + "; it was not made by Anneal",
                null);
    }
}
