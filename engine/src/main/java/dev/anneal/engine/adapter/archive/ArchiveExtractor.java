package dev.anneal.engine.adapter.archive;

import dev.anneal.engine.adapter.disk.CheckedInput;
import dev.anneal.engine.adapter.disk.InnerPath;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an archive that may have been tampered with: nothing but plain files, each once, below the target, with the
 * bytes that the index vouches for.
 */
final class ArchiveExtractor {

    private final ArchiveFile archive;
    private final String name;
    private final Map<String, ArchiveIndex.Entry> index = new HashMap<>();

    /** @param name of the archive, for messages */
    ArchiveExtractor(ArchiveFile archive, String name) {
        this.archive = archive;
        this.name = name;
    }

    void extract(Path target) throws IOException {
        for (ArchiveIndex.Entry entry : archive.index().entries()) {
            if (index.put(entry.path(), entry) != null) {
                throw hostile(entry.path(), "is there twice");
            }
        }
        Set<String> missing = new HashSet<>(index.keySet());
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive.tar(), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.getName().equals(ArchiveIndex.NAME)) {
                    write(entry, tar, target);
                    missing.remove(entry.getName());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw hostile(missing.iterator().next(), "is in the index but not in the tar");
        }
    }

    private void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        Path file = InnerPath.resolve(target, entry.getName(), name);
        if (!ArchiveCheck.plain(entry)) {
            throw hostile(entry.getName(), "is no plain file");
        }
        ArchiveIndex.Entry expected = index.get(entry.getName());
        if (expected == null || expected.size() != entry.getSize()) {
            throw hostile(entry.getName(), "is not as the index has it");
        }
        Files.createDirectories(file.getParent());
        try {
            Files.copy(new CheckedInput(tar, expected.digest(), "'" + entry.getName() + "' in " + name), file);
        } catch (FileAlreadyExistsException e) {
            throw hostile(entry.getName(), "is there twice");
        }
    }

    private AnnealException hostile(String path, String problem) {
        return AnnealException.environment(
                "hostile-archive",
                name + " is refused: '" + path + "' " + problem + "; it was not made by Anneal, or was changed since",
                null);
    }
}
