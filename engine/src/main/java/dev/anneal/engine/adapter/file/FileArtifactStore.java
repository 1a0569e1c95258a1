package dev.anneal.engine.adapter.file;

import dev.anneal.engine.adapter.disk.CheckedInput;
import dev.anneal.engine.adapter.disk.DiskProblems;
import dev.anneal.engine.adapter.disk.DurableFiles;
import dev.anneal.engine.adapter.disk.DurableFiles.Temporary;
import dev.anneal.engine.adapter.disk.InnerPath;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Artifacts in a folder, each in a read-only file named after its digest: {@code objects/ab/cdef...}. A file is written
 * under another name, synced and renamed, so under a digest's name there are its bytes or nothing. When a method
 * returns, bytes and names survive the death of the machine: a transaction that names a digest never survives its bytes.
 */
public final class FileArtifactStore implements ArtifactStore {

    private static final int BUFFER = 1 << 16;
    private static final int FAN_OUT = 2;
    private static final int LAST_FOLDER = 0xff;

    private final Path base;
    private final Path objects;
    private final Path temporary;
    private final CheckedFiles files = new CheckedFiles();
    private boolean prepared;

    /** @param folder made when the first artifact is put */
    public FileArtifactStore(Path folder) {
        this.base = folder.toAbsolutePath().normalize();
        this.objects = this.base.resolve("objects");
        this.temporary = this.base.resolve("temporary");
    }

    @Override
    public Digest put(InputStream content) {
        Set<Path> touched = new LinkedHashSet<>();
        Digest digest = write(content, touched);
        sync(touched);
        return digest;
    }

    @Override
    public Digest put(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return put(in);
        } catch (IOException e) {
            throw DiskProblems.of("cannot read " + file, e);
        }
    }

    @Override
    public Digest putFolder(Path folder) {
        Set<Path> touched = new LinkedHashSet<>();
        List<FolderListing.Entry> entries = new ArrayList<>();
        try {
            Path root = folder.toRealPath();
            for (Path file : FolderFiles.below(root)) {
                try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    Digest digest = write(in, touched);
                    entries.add(new FolderListing.Entry(FolderFiles.slashed(root, file), digest, size(digest)));
                }
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot read the folder " + folder, e);
        }
        entries.sort(Comparator.comparing(FolderListing.Entry::path));
        byte[] listing = Json.write(new FolderListing(entries)).getBytes(StandardCharsets.UTF_8);
        Digest digest = write(new ByteArrayInputStream(listing), touched);
        sync(touched);
        return digest;
    }

    @Override
    public FolderListing listing(Digest folder) {
        try (InputStream in = open(folder)) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), FolderListing.class);
        } catch (IOException e) {
            throw DiskProblems.of("cannot read the artifact " + folder.brief(), e);
        }
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.isRegularFile(path(digest), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<String> damage(Digest digest) {
        return files.damage(digest, path(digest));
    }

    @Override
    public boolean checked(Digest digest) {
        return files.known(digest, path(digest));
    }

    @Override
    public long size(Digest digest) {
        try {
            return Files.size(existing(digest));
        } catch (IOException e) {
            throw DiskProblems.of("cannot read the artifact " + digest.brief(), e);
        }
    }

    /** The stream throws an environment problem at its end where the bytes are damaged. */
    @Override
    public InputStream open(Digest digest) {
        Path file = existing(digest);
        try {
            return new CheckedInput(Files.newInputStream(file), digest, "the artifact in " + file);
        } catch (IOException e) {
            throw DiskProblems.of("cannot read the artifact " + digest.brief(), e);
        }
    }

    @Override
    public Path file(Digest digest) {
        Path file = existing(digest);
        damage(digest).ifPresent(damage -> {
            throw AnnealException.environment(
                    "bytes-damaged",
                    "the artifact " + digest.brief() + " " + damage
                            + "; restore the file from a backup, or run the task again that made it",
                    null);
        });
        return file;
    }

    private Path existing(Digest digest) {
        Path path = path(digest);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw AnnealException.notFound("unknown-artifact", "there is no artifact " + digest.hex() + " in " + base);
        }
        return path;
    }

    @Override
    public void copyFolder(Digest folder, Path target) {
        try {
            Files.createDirectories(target);
            for (FolderListing.Entry entry : listing(folder).entries()) {
                Path file = InnerPath.resolve(target, entry.path(), "the folder artifact " + folder.brief());
                Files.createDirectories(file.getParent());
                try (InputStream in = open(entry.digest())) {
                    Files.copy(in, file);
                }
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot copy the folder artifact " + folder.brief() + " to " + target, e);
        }
    }

    /** Removes what processes that died while they wrote have left, where it was last written before {@code moment}. */
    public void sweep(Instant moment) {
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (Stream<Path> left = Files.list(temporary)) {
            for (Path file : left.toList()) {
                if (Files.getLastModifiedTime(file).compareTo(FileTime.from(moment)) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot clear " + temporary, e);
        }
    }

    private Path path(Digest digest) {
        return objects.resolve(digest.hex().substring(0, FAN_OUT))
                .resolve(digest.hex().substring(FAN_OUT));
    }

    /** Makes every folder that an object can lie in at once, so that later a put has one name to sync, not two. */
    private synchronized void prepare() throws IOException {
        if (prepared) {
            return;
        }
        HexFormat hex = HexFormat.of();
        if (!Files.isDirectory(objects.resolve(hex.toHexDigits((byte) LAST_FOLDER)))) {
            for (int number = 0; number <= LAST_FOLDER; number++) {
                Files.createDirectories(objects.resolve(hex.toHexDigits((byte) number)));
            }
        }
        DurableFiles.syncFolder(objects);
        DurableFiles.syncFolder(base);
        prepared = true;
    }

    /** Adds the folders whose names must be synced, those of content that was there already included: its writer may not have come so far. */
    private Digest write(InputStream content, Set<Path> touched) {
        try {
            prepare();
            try (Temporary file = DurableFiles.temporary(temporary, "artifact")) {
                Digest digest = copy(content, file);
                Path target = path(digest);
                if (!contains(digest) || damage(digest).isPresent()) {
                    readOnly(file.path());
                    file.publish(target);
                    files.written(digest, target);
                }
                touched.add(target.getParent());
                return digest;
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot keep an artifact in " + base, e);
        }
    }

    private static Digest copy(InputStream content, Temporary file) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                file.channel().write(bytes);
            }
        }
        return Digest.of(digest);
    }

    private static void readOnly(Path file) throws IOException {
        if (!file.toFile().setReadOnly()) {
            throw new IOException("cannot make " + file + " read-only");
        }
    }

    private static void sync(Set<Path> folders) {
        try {
            for (Path folder : folders) {
                DurableFiles.syncFolder(folder);
            }
        } catch (IOException e) {
            throw DiskProblems.of("cannot sync " + folders, e);
        }
    }
}
