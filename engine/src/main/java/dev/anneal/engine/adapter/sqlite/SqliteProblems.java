package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's refusals mean to a person. */
record SqliteProblems(Path file, Duration patience) {

    private static final int PRIMARY_CODE = 0xff;

    AnnealException of(SQLException e) {
        if (e instanceof SQLiteException refused && refused.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return full(e); // No room for the file that readers and writers share.
        }
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                environment(
                        "store-locked",
                        "another process has kept it locked for " + patience.toMillis()
                                + " ms: a process that hangs or was stopped, a backup, an open database shell; find it with"
                                + " `lsof " + file + "`, end it or let it finish, then try again",
                        e);
            case SQLITE_NOTADB ->
                environment(
                        "store-not-sqlite",
                        "it is not an SQLite database; name another home with --home, or move the file away",
                        e);
            case SQLITE_CORRUPT ->
                environment(
                        "store-damaged",
                        "the database is damaged (" + e.getMessage()
                                + "); restore it from a backup, or recover it with sqlite3's .recover",
                        e);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                environment(
                        "store-not-writable",
                        "the file or its folder is not writable; check their owner and permissions, or name another"
                                + " home with --home",
                        e);
            case SQLITE_FULL -> full(e);
            case SQLITE_IOERR ->
                environment("store-io", "reading or writing it failed (" + e.getMessage() + "); check the disk", e);
            default ->
                AnnealException.fault("store", "the store in " + file + " refused a statement: " + e.getMessage(), e);
        };
    }

    private AnnealException full(SQLException e) {
        return environment(
                "disk-full",
                "the disk is full; nothing of this change was written, and what was written before is whole: make room,"
                        + " then try again",
                e);
    }

    AnnealException unknown(String column, String word, IllegalArgumentException e) {
        return environment(
                "store-unknown-word",
                "it holds the " + column + " '" + word
                        + "', which this version of Anneal does not know; use a later one",
                e);
    }

    AnnealException newer(int found, int known) {
        return environment(
                "store-newer",
                "it has version " + found + ", but this version of Anneal knows up to " + known
                        + "; use the later Anneal that wrote it",
                null);
    }

    AnnealException foreign() {
        return environment(
                "store-foreign",
                "it is an SQLite database of another program; name another home with --home, or move the file away",
                null);
    }

    static AnnealException cannotCreate(Path folder, IOException e) {
        return AnnealException.environment(
                "home-not-writable",
                "cannot create the folder " + folder + " (" + e.getMessage()
                        + "); check the permissions of the folder above, or name another home with --home",
                e);
    }

    private AnnealException environment(String id, String message, @Nullable Throwable cause) {
        return AnnealException.environment(id, "cannot use the store in " + file + ": " + message, cause);
    }
}
