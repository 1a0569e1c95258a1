package dev.anneal.engine.adapter.disk;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses network file systems: SQLite's WAL needs memory that all its users share, and locks that hold, and on these
 * it loses data without a word (https://www.sqlite.org/wal.html, "All processes using a database must be on the same
 * host computer").
 */
public final class LocalDisk {

    private static final Set<String> NETWORK = Set.of(
            "9p",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "gfs2",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "ocfs2",
            "orangefs",
            "panfs",
            "pvfs2",
            "smb2",
            "smb3",
            "smbfs",
            "sshfs",
            "webdav",
            "wekafs");

    private LocalDisk() {}

    /** @throws AnnealException environment, where {@code file} would lie on a network file system */
    public static void require(Path file) {
        Path existing = file;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return;
        }
        try {
            require(file, Files.getFileStore(existing).type());
        } catch (IOException unknown) {
            // What cannot be told is not refused: opening the file says what is wrong with it.
            return;
        }
    }

    /** @param type as the operating system names it, such as {@code ext4} or {@code nfs4} */
    public static void require(Path file, String type) {
        String name = type.toLowerCase(Locale.ROOT);
        String system = name.startsWith("fuse.") ? name.substring("fuse.".length()) : name;
        if (NETWORK.contains(system)) {
            throw AnnealException.environment(
                    "home-on-network",
                    "cannot keep a store in " + file + ": it lies on a network file system (" + type
                            + "), where SQLite loses data; name a home on a local disk with --home or ANNEAL_HOME",
                    null);
        }
    }
}
