package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The database's tables, by version: {@code migration-N.sql} leads from version N - 1 to N. */
final class Schema {

    private static final int VERSION = 2;

    /** {@code Annl}, which tells Anneal's databases from others. */
    private static final int APPLICATION = 0x416e6e6c;

    private Schema() {}

    private record Found(int version, int application, boolean empty) {}

    /**
     * Whether the database has the tables that this version wants.
     *
     * @throws AnnealException environment, where it is none of Anneal's or a later one's
     */
    static boolean current(Session session) {
        return version(session) == VERSION;
    }

    /** Makes what is missing, in one transaction; of several processes that try at once, one does it. */
    static void bringUpToDate(Session session) {
        useWriteAheadLog(session);
        Transaction.run(session, "BEGIN IMMEDIATE", true, tables -> {
            for (int version = version(session) + 1; version <= VERSION; version++) {
                session.execute(script(version));
                session.execute("PRAGMA user_version = " + version);
            }
            session.execute("PRAGMA application_id = " + APPLICATION);
            return VERSION;
        });
    }

    /** Two processes that switch a new file at once can refuse each other without waiting, whatever the busy timeout. */
    private static void useWriteAheadLog(Session session) {
        long deadline = System.nanoTime() + session.problems().patience().toNanos();
        while (true) {
            try {
                session.list("PRAGMA journal_mode = WAL", row -> row.text("journal_mode"));
                return;
            } catch (AnnealException e) {
                if (!e.id().equals("store-locked") || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    private static int version(Session session) {
        Found found = session.list(
                        "SELECT user_version, application_id, NOT EXISTS (SELECT 1 FROM sqlite_schema) AS empty"
                                + " FROM pragma_user_version, pragma_application_id",
                        row -> new Found(
                                (int) row.number("user_version"),
                                (int) row.number("application_id"),
                                row.number("empty") == 1))
                .get(0);
        if (found.application() != APPLICATION && !(found.version() == 0 && found.empty())) {
            throw session.problems().foreign();
        }
        if (found.version() > VERSION) {
            throw session.problems().newer(found.version(), VERSION);
        }
        return found.version();
    }

    private static String script(int version) {
        String name = "migration-" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw AnnealException.fault("store-migration", "the resource " + name + " is missing", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw AnnealException.fault("store-migration", "cannot read the resource " + name, e);
        }
    }
}
