package dev.anneal.tasks.script;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Lays a command's inputs into its folder. Copies, not links: what the command does to them harms nothing else. */
final class Inputs {

    private final ArtifactStore store;

    Inputs(ArtifactStore store) {
        this.store = store;
    }

    /** @throws AnnealException bad-input where a path leads nowhere */
    void lay(String name, Source source, Path target) throws IOException {
        if (source instanceof Source.OfArtifact made) {
            lay(made.artifact(), target);
        } else if (source instanceof Source.OfPath path) {
            if (!Files.exists(path.path())) {
                throw AnnealException.badInput(
                        "missing-input", "input '" + name + "': there is no file or folder " + path.path() + ".");
            }
            copy(path.path(), target);
        }
    }

    private void lay(Artifact artifact, Path target) throws IOException {
        if (artifact.folder()) {
            store.copyFolder(artifact.digest(), target);
            return;
        }
        try (InputStream content = store.open(artifact.digest())) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
