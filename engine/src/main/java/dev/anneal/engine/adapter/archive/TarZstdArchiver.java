package dev.anneal.engine.adapter.archive;

import dev.anneal.engine.adapter.disk.CheckedInput;
import dev.anneal.engine.adapter.disk.DiskProblems;
import dev.anneal.engine.adapter.disk.DurableFiles;
import dev.anneal.engine.adapter.disk.DurableFiles.Temporary;
import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run.SealedArchive;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Archives as {@code .tar.zst}: a POSIX tar in independent zstd frames of 4 MiB, then the published zstd seek table, so
 * that plain {@code tar --zstd} reads them and Anneal reads one entry without the rest. The last frame holds the tar's
 * last entry, {@code index.json}: path, size, digest and offset of every other. Thread-safe.
 */
public final class TarZstdArchiver implements Archiver {

    /** Beside the archives, so that a rename is enough; what a process that died has left there goes with the next try. */
    private static final String SEALING = ".sealing";

    private final int cores;

    public TarZstdArchiver() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param cores how many frames are compressed at once, 1 or more */
    public TarZstdArchiver(int cores) {
        this.cores = cores;
    }

    @Override
    public SealedArchive seal(Path folder, String fileName, List<Entry> entries) {
        Path sealing = folder.resolve(SEALING);
        try {
            removeLeftovers(sealing, fileName);
            try (Temporary temporary = DurableFiles.temporary(sealing, fileName)) {
                Digest digest = ArchiveSealer.seal(entries, temporary.channel(), cores);
                long size = temporary.channel().size();
                temporary.publish(folder.resolve(fileName));
                DurableFiles.syncFolder(folder);
                return new SealedArchive(fileName, digest, size);
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot seal the archive " + folder.resolve(fileName), e);
        }
    }

    /** Only the owner of a run seals its archive, so no other process is writing one of this name. */
    private static void removeLeftovers(Path sealing, String fileName) throws IOException {
        if (Files.isDirectory(sealing)) {
            try (Stream<Path> left = Files.list(sealing)) {
                for (Path file : left.toList()) {
                    if (String.valueOf(file.getFileName()).startsWith(fileName + ".")) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    @Override
    public List<Item> list(Path archive) {
        try (ArchiveFile file = ArchiveFile.open(archive)) {
            return file.index().entries().stream().map(ArchiveIndex.Entry::item).toList();
        }
    }

    /** The stream throws an environment problem at its end where the bytes are damaged. */
    @Override
    public InputStream read(Path archive, String entry) {
        ArchiveFile file = ArchiveFile.open(archive);
        boolean handedOver = false;
        try {
            ArchiveIndex index = file.index();
            ArchiveIndex.Entry found = index.entries().stream()
                    .filter(candidate -> candidate.path().equals(entry))
                    .findFirst()
                    .orElseThrow(() -> unknown(archive, entry, index));
            InputStream bytes = new CheckedInput(
                    file.bytes(found.offset(), found.size()), found.digest(), "'" + entry + "' in " + archive);
            InputStream closing = new ClosingArchive(bytes, archive, file);
            handedOver = true;
            return closing;
        } finally {
            if (!handedOver) {
                file.close();
            }
        }
    }

    private static AnnealException unknown(Path archive, String entry, ArchiveIndex index) {
        List<String> paths =
                index.entries().stream().map(ArchiveIndex.Entry::path).toList();
        return AnnealException.notFound(
                "unknown-entry", archive + " holds no '" + entry + "'." + NearestName.hint(entry, paths));
    }

    @Override
    public List<String> verify(Path archive, Digest expected) {
        List<String> problems = new ArrayList<>();
        try (ArchiveFile file = ArchiveFile.open(archive)) {
            ArchiveCheck check = new ArchiveCheck(file);
            problems.addAll(check.ofWhole(expected));
            ArchiveIndex index = file.index();
            problems.addAll(check.ofEntries(index));
            problems.addAll(check.ofTar(index));
        } catch (IOException e) {
            throw DiskProblems.of("cannot read the archive " + archive, e);
        } catch (AnnealException e) {
            if (e.kind() == AnnealException.Kind.NOT_FOUND) {
                throw e;
            }
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    /** Unpacks into a folder beside {@code target} that takes its name at the end: it is never half there. */
    @Override
    public void extract(Path archive, Path target) {
        Path whole = target.toAbsolutePath().normalize();
        Path partial = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try (ArchiveFile file = ArchiveFile.open(archive)) {
            refuseTaken(whole);
            DurableFiles.removeTree(partial);
            Files.createDirectories(partial);
            new ArchiveExtractor(file, String.valueOf(archive)).extract(partial);
            Files.deleteIfExists(whole);
            Files.move(partial, whole);
        } catch (IOException e) {
            throw DiskProblems.of("cannot extract " + archive + " to " + target, e);
        } catch (IllegalArgumentException e) {
            throw ArchiveFile.damaged(archive, e); // Commons Compress, where a header has no sense
        } finally {
            discard(partial);
        }
    }

    private static void refuseTaken(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw AnnealException.badInput(
                "target-taken", "cannot extract to " + target + ": it is not empty; name a folder that is not there");
    }

    private static void discard(Path partial) {
        try {
            DurableFiles.removeTree(partial);
        } catch (IOException e) {
            throw DiskProblems.of("cannot remove " + partial, e);
        }
    }

    /** Closes the archive with the stream, and says which archive could not be read. */
    private static final class ClosingArchive extends FilterInputStream {

        private final Path path;
        private final ArchiveFile archive;

        private ClosingArchive(InputStream in, Path path, ArchiveFile archive) {
            super(in);
            this.path = path;
            this.archive = archive;
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw ArchiveFile.damaged(path, e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw ArchiveFile.damaged(path, e);
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            archive.close();
        }
    }
}
