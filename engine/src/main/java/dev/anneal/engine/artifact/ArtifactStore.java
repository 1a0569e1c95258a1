package dev.anneal.engine.artifact;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps bytes by their digest; equal bytes once. Safe for several threads and processes at once: a write is atomic, and
 * writers of the same content do not disturb each other. All methods throw
 * {@link dev.anneal.engine.problem.AnnealException} (environment) where the disk refuses.
 */
public interface ArtifactStore {

    /** Copies the stream in and syncs it, in place of bytes that are damaged; the stream is left open. */
    Digest put(InputStream content);

    /** Copies a file in. */
    Digest put(Path file);

    /** Copies a folder's files in, and its listing; the digest is the listing's. Links in it are refused. */
    Digest putFolder(Path folder);

    FolderListing listing(Digest folder);

    boolean contains(Digest digest);

    /**
     * What is wrong with the bytes of a digest, as {@code is damaged: ...}, for a person; empty where nothing is. Reads
     * them through, but not again while their file is as it was. Of a folder this is about its listing: see {@link Damage}.
     */
    Optional<String> damage(Digest digest);

    /** Whether {@link #damage} would answer without reading the bytes. */
    boolean checked(Digest digest);

    /** @throws dev.anneal.engine.problem.AnnealException not-found where nothing has this digest */
    long size(Digest digest);

    /** @throws dev.anneal.engine.problem.AnnealException not-found where nothing has this digest */
    InputStream open(Digest digest);

    /**
     * A local file with these bytes, to be read only; it stays for as long as the store keeps the content.
     *
     * @throws dev.anneal.engine.problem.AnnealException not-found where nothing has this digest; environment where its
     *     bytes are {@linkplain #damage damaged}
     */
    Path file(Digest digest);

    /** Writes a folder's files below {@code target}, which is created. */
    void copyFolder(Digest folder, Path target);
}
