package dev.anneal.engine.adapter.archive;

import dev.anneal.engine.adapter.disk.InnerPath;
import dev.anneal.engine.archive.Archiver.Entry;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes one archive. Its headers have no clock, user or machine in them: the same entries make the same bytes. */
final class ArchiveSealer {

    private static final int BUFFER = 1 << 17;
    private static final int MODE = 0100644;

    private final FrameWriter frames;
    private final TarArchiveOutputStream tar;
    private final byte[] buffer = new byte[BUFFER];

    private ArchiveSealer(FrameWriter frames) {
        this.frames = frames;
        this.tar = new TarArchiveOutputStream(frames, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /**
     * Writes the entries, their index and the seek table.
     *
     * @return digest of all bytes written to {@code file}
     * @throws AnnealException environment, where an entry's content is not what its digest and size say
     * @throws IllegalArgumentException if a path is not sound or there twice
     */
    static Digest seal(List<Entry> entries, FileChannel file, int cores) throws IOException {
        requireSound(entries);
        try (FrameWriter frames = new FrameWriter(file, cores)) {
            ArchiveSealer sealer = new ArchiveSealer(frames);
            List<ArchiveIndex.Entry> index = new ArrayList<>();
            for (Entry entry : entries) {
                index.add(sealer.add(entry));
            }
            sealer.end(new ArchiveIndex(index));
            return frames.finish();
        }
    }

    private static void requireSound(List<Entry> entries) {
        Set<String> paths = new HashSet<>();
        paths.add(ArchiveIndex.NAME);
        for (Entry entry : entries) {
            InnerPath.problem(entry.path()).ifPresent(problem -> {
                throw new IllegalArgumentException("the path '" + entry.path() + "' " + problem);
            });
            if (!paths.add(entry.path())) {
                throw new IllegalArgumentException("the path '" + entry.path() + "' is taken");
            }
        }
    }

    private ArchiveIndex.Entry add(Entry entry) throws IOException {
        begin(entry.path(), entry.size());
        long offset = frames.position();
        MessageDigest digest = Digest.sha256();
        long size = 0;
        try (InputStream in = entry.content().get()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > entry.size()) {
                    throw changed(entry, "more than " + entry.size() + " bytes");
                }
                digest.update(buffer, 0, count);
                tar.write(buffer, 0, count);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (size < entry.size()) {
            throw changed(entry, size + " bytes, not " + entry.size());
        }
        Digest found = Digest.of(digest);
        if (!found.equals(entry.digest())) {
            throw changed(
                    entry,
                    "the digest " + found.brief() + ", not " + entry.digest().brief());
        }
        tar.closeArchiveEntry();
        return new ArchiveIndex.Entry(entry.path(), entry.size(), entry.digest(), offset);
    }

    private void end(ArchiveIndex index) throws IOException {
        byte[] json = index.json();
        frames.beginLastFrame();
        begin(ArchiveIndex.NAME, json.length);
        tar.write(json);
        tar.closeArchiveEntry();
        tar.finish();
    }

    private void begin(String path, long size) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(path, true);
        header.setSize(size);
        header.setMode(MODE);
        header.setModTime(0L);
        header.setIds(0, 0);
        header.setNames("", "");
        tar.putArchiveEntry(header);
    }

    private static AnnealException changed(Entry entry, String found) {
        return AnnealException.environment(
                "entry-changed",
                "cannot seal '" + entry.path() + "': its content has " + found
                        + "; it was changed or damaged after it was made",
                null);
    }
}
