package dev.anneal.engine.archive;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.run.Run.SealedArchive;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes and reads sealed archives: {@code .tar.zst} files that plain {@code tar --zstd} opens. An archive is written
 * under a temporary name, synced and renamed: it is never half there.
 */
public interface Archiver {

    /**
     * Something to put in.
     *
     * @param path inside the archive, relative, with slashes
     * @param size in bytes
     * @param digest of the bytes
     * @param content opened once, closed by the archiver
     */
    record Entry(String path, long size, Digest digest, Supplier<InputStream> content) {}

    /** What an archive holds. */
    record Item(String path, long size, Digest digest) {}

    /**
     * Seals an archive.
     *
     * @param folder where it is to lie; created
     * @param fileName ends in {@code .tar.zst}
     * @param entries in the order in which they are written; paths are unique
     * @return with a path relative to {@code folder}
     */
    SealedArchive seal(Path folder, String fileName, List<Entry> entries);

    /** What it holds, read from its index without unpacking the rest. */
    List<Item> list(Path archive);

    /** One entry's bytes, without unpacking the rest. The caller closes the stream. */
    InputStream read(Path archive, String entry);

    /** Reads every byte: each entry's digest against the index, and the whole against {@code expected}; every problem found, none where all is well. */
    List<String> verify(Path archive, Digest expected);

    /** Writes all entries below {@code target}, which must not exist or be empty. */
    void extract(Path archive, Path target);
}
