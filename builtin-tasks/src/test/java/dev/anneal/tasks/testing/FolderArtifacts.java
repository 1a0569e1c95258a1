package dev.anneal.tasks.testing;

import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Artifacts as files in one folder, named by their digest. */
public final class FolderArtifacts implements ArtifactStore {

    private final Path folder;

    public FolderArtifacts(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Digest put(InputStream content) {
        try {
            byte[] bytes = content.readAllBytes();
            Digest digest = Digest.of(bytes);
            Path aside = Files.createTempFile(folder, "put", ".tmp");
            Files.write(aside, bytes);
            Files.move(aside, folder.resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Digest put(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Digest putFolder(Path source) {
        List<FolderListing.Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.add(new FolderListing.Entry(
                        source.relativize(file).toString().replace('\\', '/'), put(file), Files.size(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String listing = Json.write(new FolderListing(entries));
        return put(new ByteArrayInputStream(listing.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public FolderListing listing(Digest digest) {
        try {
            return Json.read(Files.readString(file(digest)), FolderListing.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.exists(folder.resolve(digest.hex()));
    }

    @Override
    public Optional<String> damage(Digest digest) {
        return contains(digest) ? Optional.empty() : Optional.of("is gone");
    }

    @Override
    public boolean checked(Digest digest) {
        return true;
    }

    @Override
    public long size(Digest digest) {
        try {
            return Files.size(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(Digest digest) {
        try {
            return Files.newInputStream(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path file(Digest digest) {
        Path file = folder.resolve(digest.hex());
        if (!Files.exists(file)) {
            throw AnnealException.notFound("artifact", "nothing here has the digest " + digest.brief());
        }
        return file;
    }

    @Override
    public void copyFolder(Digest digest, Path target) {
        try {
            Files.createDirectories(target);
            for (FolderListing.Entry entry : listing(digest).entries()) {
                Path file = target.resolve(entry.path());
                Files.createDirectories(file.getParent());
                Files.copy(file(entry.digest()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
