package dev.anneal.engine.artifact;

import java.util.List;

/**
 * What a folder holds: its entries sorted by path. A folder's digest is that of this listing's canonical JSON.
 *
 * @param entries sorted by path, no two the same
 */
public record FolderListing(List<Entry> entries) {

    /**
     * One file in a folder.
     *
     * @param path relative, with slashes, never leaving the folder
     */
    public record Entry(String path, Digest digest, long size) {}

    public FolderListing {
        entries = List.copyOf(entries);
    }

    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }
}
