package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
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
import org.sqlite.SQLiteConfig;

/** One connection and the statements prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final SqliteProblems problems;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

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
        return session;
    }

    private static Session open(Path file, Duration patience) {
        SqliteProblems problems = new SqliteProblems(file, patience);
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) patience.toMillis());
        try {
            return new Session(config.createConnection("jdbc:sqlite:" + file), problems);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    SqliteProblems problems() {
        return problems;
    }

    /** Runs one statement or a script of them. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw problems.of(e);
        }
    }

    /** How many rows it changed. */
    int change(String sql, @Nullable Object... arguments) {
        try {
            return bound(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw problems.of(e);
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
            throw problems.of(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, column(arguments[i]));
        }
        return statement;
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
