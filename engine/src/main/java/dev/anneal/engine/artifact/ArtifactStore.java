package dev.anneal.engine.artifact;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps bytes by their digest; equal bytes once. Safe for several threads and processes at once: a write is atomic, and
 * writers of the same content do not disturb each other. All methods throw
 * {@link dev.anneal.engine.problem.AnnealException} (environment) where the disk refuses.
 */
public interface ArtifactStore {

    /** Copies the stream in and syncs it; the stream is left open. */
    Digest put(InputStream content);

    /** Copies a file in. */
    Digest put(Path file);

    /** Copies a folder's files in, and its listing; the digest is the listing's. Links in it are refused. */
    Digest putFolder(Path folder);

    FolderListing listing(Digest folder);

    boolean contains(Digest digest);

    /** @throws dev.anneal.engine.problem.AnnealException not-found where nothing has this digest */
    long size(Digest digest);

    /** @throws dev.anneal.engine.problem.AnnealException not-found where nothing has this digest */
    InputStream open(Digest digest);

    /** A local file with these bytes, to be read only; it stays for as long as the store keeps the content. */
    Path file(Digest digest);

    /** Writes a folder's files below {@code target}, which is created. */
    void copyFolder(Digest folder, Path target);
}
