package dev.anneal.runner.app;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the folder that state lives in: the one named by {@code --home} or {@code ANNEAL_HOME}; else the nearest
 * {@code .anneal} from the current folder upwards; else {@code .anneal} at the root of the git repository around the
 * current folder, or in the current folder itself.
 */
public final class HomeFolder {

    static final String NAME = ".anneal";

    private HomeFolder() {}

    /** Where the home is or would be. */
    public static Path locate(@Nullable Path named, Path current) {
        if (named != null) {
            return current.resolve(named).toAbsolutePath().normalize();
        }
        return nearest(current, NAME)
                .or(() -> nearest(current, ".git"))
                .orElse(current.toAbsolutePath().normalize())
                .resolve(NAME);
    }

    private static Optional<Path> nearest(Path from, String entry) {
        for (Path at = from.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(entry))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Creates the home, or makes sure that it can be written to. @throws AnnealException environment, with advice */
    static void prepare(Path home) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw unwritable(home, e);
        }
        if (!Files.isWritable(home)) {
            throw unwritable(home, null);
        }
    }

    private static AnnealException unwritable(Path home, @Nullable IOException cause) {
        String why = cause == null || cause instanceof java.nio.file.AccessDeniedException
                ? "no permission to write there"
                : cause instanceof java.nio.file.FileAlreadyExistsException
                        ? "there is a file in its place"
                        : cause instanceof java.nio.file.FileSystemException fault && fault.getReason() != null
                                ? fault.getReason()
                                : String.valueOf(cause.getMessage());
        return AnnealException.environment(
                "home-unwritable",
                "the home " + home + " cannot be written: " + why
                        + ". Choose another with --home FOLDER or ANNEAL_HOME.",
                cause);
    }
}
