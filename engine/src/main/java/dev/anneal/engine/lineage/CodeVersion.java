package dev.anneal.engine.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The git commit that a folder's project is at, read from its files: no process, no library to load. */
public final class CodeVersion {

    private CodeVersion() {}

    /** 40 hexadecimal digits; empty where the folder is in no repository, or one without commits. */
    public static Optional<String> of(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return commit(gitFolder(git));
                } catch (IOException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** A work tree's {@code .git} is a file that names the real folder. */
    private static Path gitFolder(Path git) throws IOException {
        if (Files.isDirectory(git)) {
            return git;
        }
        String text = Files.readString(git).strip();
        return git.resolveSibling(text.substring(text.indexOf(':') + 1).strip());
    }

    private static Optional<String> commit(Path git) throws IOException {
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith("ref: ")) {
            return commitId(head);
        }
        String name = head.substring(5);
        Path common = git;
        if (Files.exists(git.resolve("commondir"))) {
            common = git.resolve(Files.readString(git.resolve("commondir")).strip());
        }
        if (Files.exists(common.resolve(name))) {
            return commitId(Files.readString(common.resolve(name)).strip());
        }
        return packed(common.resolve("packed-refs"), name);
    }

    private static Optional<String> packed(Path refs, String name) throws IOException {
        if (!Files.exists(refs)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(refs)) {
            return lines.filter(line -> line.endsWith(" " + name))
                    .findFirst()
                    .flatMap(line -> commitId(line.substring(0, line.indexOf(' '))));
        }
    }

    private static Optional<String> commitId(@Nullable String text) {
        return text != null && text.matches("[0-9a-f]{40,64}") ? Optional.of(text) : Optional.empty();
    }
}
