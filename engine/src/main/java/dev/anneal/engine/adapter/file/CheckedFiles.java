package dev.anneal.engine.adapter.file;

import dev.anneal.engine.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which files hold the bytes that their digest says. A file is read through once, and again where its size, its inode or
 * the moment of its last change is another than it was. Thread-safe; threads that ask for the same file wait for one.
 */
final class CheckedFiles {

    private static final int BUFFER = 1 << 17;
    private static final int MOST_KNOWN = 1 << 16;
    private static final int LOCKS = 64;

    /** What tells a file that was changed from one that was not. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object inode) {

        /** Empty where there is no plain file. */
        static Optional<Stamp> of(Path file) {
            try {
                BasicFileAttributes now =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return now.isRegularFile()
                        ? Optional.of(new Stamp(now.size(), now.lastModifiedTime(), now.fileKey()))
                        : Optional.empty();
            } catch (IOException none) {
                return Optional.empty();
            }
        }
    }

    /** @param damage what is wrong with the file; null where nothing is */
    private record Finding(Stamp stamp, @Nullable String damage) {}

    private final Map<Digest, Finding> findings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Finding> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(number -> new Object()).toArray();

    /** What is wrong with the file that should have this digest, as {@code is ...}; empty where nothing is. */
    Optional<String> damage(Digest digest, Path file) {
        synchronized (locks[Math.floorMod(digest.hashCode(), LOCKS)]) {
            Optional<Stamp> stamp = Stamp.of(file);
            if (stamp.isEmpty()) {
                return Optional.of("is gone: there is no file " + file);
            }
            Finding known = known(digest, stamp.get());
            return Optional.ofNullable(known == null ? look(digest, file, stamp.get()) : known.damage());
        }
    }

    /** Whether {@link #damage} would read no bytes. */
    boolean known(Digest digest, Path file) {
        return Stamp.of(file).map(stamp -> known(digest, stamp) != null).orElse(true);
    }

    /** The file was just written with these bytes. */
    void written(Digest digest, Path file) {
        Stamp.of(file).ifPresent(stamp -> keep(digest, new Finding(stamp, null)));
    }

    private @Nullable Finding known(Digest digest, Stamp stamp) {
        synchronized (findings) {
            Finding found = findings.get(digest);
            return found != null && found.stamp().equals(stamp) ? found : null;
        }
    }

    private void keep(Digest digest, Finding finding) {
        synchronized (findings) {
            findings.put(digest, finding);
        }
    }

    private @Nullable String look(Digest digest, Path file, Stamp stamp) {
        String damage = null;
        try {
            Digest found = digestOf(file);
            if (!found.equals(digest)) {
                damage = "is damaged: the bytes of " + file + " have the digest " + found.brief() + ", expected "
                        + digest.brief();
            }
        } catch (IOException e) {
            damage = "cannot be read: " + file + ": " + e.getMessage();
        }
        // An interrupt ends reading too, and says nothing of the file.
        if (!Thread.currentThread().isInterrupted()) {
            keep(digest, new Finding(stamp, damage));
        }
        return damage;
    }

    private static Digest digestOf(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Digest.of(digest);
    }
}
