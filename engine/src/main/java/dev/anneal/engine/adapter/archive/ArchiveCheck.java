package dev.anneal.engine.adapter.archive;

import dev.anneal.engine.adapter.disk.InnerPath;
import dev.anneal.engine.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Reads every byte of an archive and says what is wrong. */
final class ArchiveCheck {

    private static final int BUFFER = 1 << 17;

    private final ArchiveFile archive;
    private final byte[] buffer = new byte[BUFFER];

    ArchiveCheck(ArchiveFile archive) {
        this.archive = archive;
    }

    /** Whether the file is the one that was sealed. */
    List<String> ofWhole(Digest expected) throws IOException {
        MessageDigest digest = Digest.sha256();
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        long position = 0;
        for (int count = archive.channel().read(bytes, position);
                count >= 0;
                count = archive.channel().read(bytes, position)) {
            digest.update(buffer, 0, count);
            position += count;
            bytes.clear();
        }
        Digest found = Digest.of(digest);
        return found.equals(expected)
                ? List.of()
                : List.of("the file's digest is " + found.hex() + ", expected " + expected.hex());
    }

    /** Each entry that cannot be read where the index has it, or has another digest. */
    List<String> ofEntries(ArchiveIndex index) {
        List<String> problems = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (ArchiveIndex.Entry entry : index.entries()) {
            if (!paths.add(entry.path())) {
                problems.add("'" + entry.path() + "' is there twice");
            }
            InnerPath.problem(entry.path()).ifPresent(problem -> problems.add("'" + entry.path() + "' " + problem));
            try (InputStream in = archive.bytes(entry.offset(), entry.size())) {
                Digest found = digest(in);
                if (!found.equals(entry.digest())) {
                    problems.add("'" + entry.path() + "' has the digest " + found.brief() + ", but the index says "
                            + entry.digest().brief());
                }
            } catch (IOException e) {
                problems.add("'" + entry.path() + "' cannot be read: " + e.getMessage());
            }
        }
        return problems;
    }

    /** Where the tar, which other programs read, holds something else than the index, which Anneal reads. */
    List<String> ofTar(ArchiveIndex index) {
        List<String> problems = new ArrayList<>();
        Iterator<ArchiveIndex.Entry> indexed = index.entries().iterator();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive.tar(), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!indexed.hasNext()) {
                    if (!entry.getName().equals(ArchiveIndex.NAME)) {
                        problems.add("the tar holds '" + entry.getName() + "', which the index does not know");
                    }
                    continue;
                }
                ArchiveIndex.Entry expected = indexed.next();
                if (!entry.getName().equals(expected.path()) || entry.getSize() != expected.size() || !plain(entry)) {
                    problems.add("where the index has '" + expected.path() + "' (" + expected.size()
                            + " bytes), the tar holds '" + entry.getName() + "' (" + entry.getSize() + " bytes)");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the tar cannot be read: " + e.getMessage());
            return problems;
        }
        indexed.forEachRemaining(left -> problems.add("the tar does not hold '" + left.path() + "'"));
        return problems;
    }

    /** By the header's own flag: Commons Compress takes a device for a file too. */
    static boolean plain(TarArchiveEntry entry) {
        boolean flagged =
                entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        return flagged && !entry.getName().endsWith("/");
    }

    private Digest digest(InputStream in) throws IOException {
        MessageDigest digest = Digest.sha256();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return Digest.of(digest);
    }
}
