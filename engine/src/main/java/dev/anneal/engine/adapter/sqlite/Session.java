package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * One connection and the statements prepared on it. For one thread at a time. After SQLite refused something the
 * session is to be closed: statements of it, or its transaction, may be gone.
 */
final class Session implements AutoCloseable {

    /** Of the write-ahead log, in pages of 4 KiB, before a commit copies it into the database. */
    private static final int CHECKPOINT = 4000;

    /** Runs whose numbers are remembered. */
    private static final int REMEMBERED = 1000;

    private final Connection connection;
    private final SqliteProblems problems;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Long> runNumbers = new HashMap<>();
    private @Nullable AnnealException refusal;

    private Session(Connection connection, SqliteProblems problems) {
        this.connection = connection;
        this.problems = problems;
    }

    static Session reader(Path file, Duration patience) {
        Session session = open(file, patience);
        session.execute("PRAGMA query_only = ON");
        return session;
    }

    static Session writer(Path file, Duration patience) {
        Path folder = file.getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw SqliteProblems.cannotCreate(folder, e);
            }
        }
        Session session = open(file, patience);
        session.execute("PRAGMA foreign_keys = ON");
        session.list("PRAGMA wal_autocheckpoint = " + CHECKPOINT, row -> CHECKPOINT);
        return session;
    }

    private static Session open(Path file, Duration patience) {
        SqliteProblems problems = new SqliteProblems(file, patience);
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        try {
            SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
            // Transactions are begun and committed here: the driver need not try to after each statement.
            connection.getConnectionConfig().setAutoCommit(false);
            BusyHandler.setHandler(connection, new Patience(patience));
            return new Session(connection, problems);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    SqliteProblems problems() {
        return problems;
    }

    /** What SQLite refused, if it did; null while all went well. */
    @Nullable
    AnnealException refusal() {
        return refusal;
    }

    private AnnealException refused(SQLException e) {
        AnnealException meaning = problems.of(e);
        if (refusal == null) {
            refusal = meaning;
        }
        return meaning;
    }

    /**
     * Under which number a run's rows stand.
     *
     * @throws AnnealException not found, where there is no such run
     */
    long runNumber(String run) {
        Long known = runNumbers.get(run);
        if (known != null) {
            return known;
        }
        List<Long> found = list("SELECT number FROM runs WHERE id = ?", row -> row.number("number"), run);
        if (found.isEmpty()) {
            throw AnnealException.notFound("unknown-run", "there is no run " + run);
        }
        if (runNumbers.size() == REMEMBERED) {
            runNumbers.clear();
        }
        runNumbers.put(run, found.get(0));
        return found.get(0);
    }

    /** Takes the transaction back, and with it the numbers of runs that it made. */
    void rollBack() {
        runNumbers.clear();
        change("ROLLBACK");
    }

    /** Takes back what was done since {@code SAVEPOINT} of that name. */
    void rollBackTo(String savepoint) {
        runNumbers.clear();
        change("ROLLBACK TO " + savepoint);
    }

    /** Runs one statement or a script of them. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** How many rows it changed. */
    int change(String sql, @Nullable Object... arguments) {
        try {
            return bound(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Runs a statement once for each list of arguments, for less than as often alone. */
    void changeEach(String sql, List<@Nullable Object[]> rows) {
        try {
            PreparedStatement statement = statement(sql);
            for (@Nullable Object[] arguments : rows) {
                bind(statement, arguments);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Every row; {@code mapper} must not run other statements. */
    <T> List<T> list(String sql, Function<Row, T> mapper, @Nullable Object... arguments) {
        try (ResultSet results = bound(sql, arguments).executeQuery()) {
            Row row = new Row(results, problems);
            List<T> found = new ArrayList<>();
            while (results.next()) {
                found.add(mapper.apply(row));
            }
            return found;
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, arguments);
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, column(arguments[i]));
        }
    }

    private static @Nullable Object column(@Nullable Object argument) {
        if (argument instanceof Instant moment) {
            return Moments.nanos(moment);
        } else if (argument instanceof Digest digest) {
            return digest.hex();
        } else if (argument instanceof Enum<?> constant) {
            return constant.name();
        }
        return argument;
    }

    /** Closes the connection and with it its statements. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }
}
