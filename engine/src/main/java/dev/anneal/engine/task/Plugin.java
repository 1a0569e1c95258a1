package dev.anneal.engine.task;

import dev.anneal.engine.artifact.Digest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where task types come from that are not Anneal's own: a jar, or a folder of jars, among a home's plugins.
 *
 * @param name of the jar without its extension, or of the folder
 * @param file absolute path of the jar or the folder
 * @param version the manifest's {@code Implementation-Version}; null where it says none
 * @param digest of the jar's bytes, or of the {@link dev.anneal.engine.artifact.FolderListing} of the folder's jars: what
 *     an artifact store would keep them under. With another digest it is other code
 * @param jars absolute paths, in the order in which they are searched
 */
public record Plugin(String name, Path file, @Nullable String version, Digest digest, List<Path> jars) {
    public Plugin {
        jars = List.copyOf(jars);
    }
}
