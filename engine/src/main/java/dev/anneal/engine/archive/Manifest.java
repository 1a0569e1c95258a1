package dev.anneal.engine.archive;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.run.Run;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an archive says of itself, in {@code manifest.json}.
 *
 * @param format version of the layout
 * @param run as it ended
 * @param artifacts what the run made, reused and read
 * @param folders listings of folder artifacts, by digest
 * @param files digests of all other entries, by path
 * @param environment versions of what ran it: Anneal, Java, operating system; {@code plugin:NAME} with the digest of
 *     each plugin
 */
public record Manifest(
        int format,
        Run run,
        List<Item> artifacts,
        SortedMap<String, FolderListing> folders,
        SortedMap<String, Digest> files,
        Map<String, String> environment) {

    public static final int FORMAT = 1;

    /**
     * An artifact and where its bytes are: the same bytes stand in the archive once.
     *
     * @param task that made it or whose result was reused
     * @param output its name there
     * @param reusedFrom id of the run that made it; empty for this one
     * @param path of the file in the archive, or of the folder's files
     */
    public record Item(
            String task, String output, String type, Digest digest, long size, String reusedFrom, String path) {}

    public Manifest {
        artifacts = List.copyOf(artifacts);
        folders = new TreeMap<>(folders);
        files = new TreeMap<>(files);
        environment = new TreeMap<>(environment);
    }
}
