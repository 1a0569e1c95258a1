package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an in-memory DuckDB, for one task by one thread. The library (70 MB) is unpacked and loaded with the first. It keeps
 * the order of rows and fetches nothing from the network. A statement runs on a thread of its own, so that an
 * interrupt of the waiting one cancels it.
 */
public final class DuckDb implements AutoCloseable {

    private static final int MOST_THREADS = 4;
    private static final long CANCEL_AGAIN_MILLIS = 10;

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** The database that light work shares: one of its own takes some 15 ms to start, a connection to this one far less. */
    private static final class Shared {
        private static final DuckDBConnection ROOT = start();
    }

    /**
     * A database of its own, for work that makes tables or changes settings.
     *
     * @throws AnnealException environment, where the library cannot be loaded
     */
    public static DuckDb open() {
        return new DuckDb(start());
    }

    /**
     * A connection to one database that all of the process share, for work that only reads and writes files.
     *
     * @throws AnnealException environment, where the library cannot be loaded
     */
    public static DuckDb connect() {
        try {
            return new DuckDb(Shared.ROOT.duplicate().unwrap(DuckDBConnection.class));
        } catch (SQLException | LinkageError e) {
            throw AnnealException.environment("duckdb", "cannot start DuckDB: " + e.getMessage(), e);
        }
    }

    private static DuckDBConnection start() {
        Properties options = new Properties();
        options.setProperty("threads", String.valueOf(threads()));
        options.setProperty("preserve_insertion_order", "true");
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty("temp_directory", System.getProperty("java.io.tmpdir"));
        try {
            Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", options);
            return connection.unwrap(DuckDBConnection.class);
        } catch (SQLException | LinkageError e) {
            throw AnnealException.environment("duckdb", "cannot start DuckDB: " + e.getMessage(), e);
        }
    }

    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * @return how many rows it changed or wrote
     * @throws AnnealException where DuckDB refuses it
     */
    public long execute(String sql) throws InterruptedException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql)) {
            return apart(statement, statement::executeLargeUpdate);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** As {@link #execute}, by one thread, which makes the bytes of a written file depend on nothing but its rows. */
    long oneThread(String sql) throws InterruptedException {
        execute("SET threads = 1");
        long rows = execute(sql);
        execute("SET threads = " + threads());
        return rows;
    }

    /** What is done with each chunk (about 2,000 rows) of a result. */
    public interface Reader {
        /** @param first the number of the chunk's first row in the result */
        void read(DuckDBChunkedResult result, int first, int rows) throws SQLException;
    }

    /** Reads a query's rows, chunk by chunk, in order. @throws AnnealException where DuckDB refuses it */
    public void query(String sql, Reader reader) throws InterruptedException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = apart(statement, statement::query)) {
            int first = 0;
            while (result.nextChunk()) {
                int rows = Math.toIntExact(result.chunk().rowCount());
                if (rows == 0) {
                    break;
                }
                reader.read(result, first, rows);
                first += rows;
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** The BIGINTs in the one row of a query's result; 0 where it has nothing. */
    long[] longs(String sql) throws InterruptedException {
        List<Long> found = new ArrayList<>();
        query(sql, (result, first, rows) -> {
            for (long j = 0; j < result.columnCount(); j++) {
                found.add(result.chunk().vector(j).getLong(0, 0));
            }
        });
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    /** Adds a table's rows to one in the database that has the same columns. */
    void append(String relation, Table table, Map<String, ColumnKind> kinds) throws InterruptedException {
        List<ColumnType> columns = table.names().stream()
                .map(name -> new ColumnType(name, DatasetWriter.kind(kinds, name)))
                .toList();
        List<double[]> numbers = columns.stream()
                .map(column -> column.kind().numeric() ? table.numbers(column.name()) : new double[0])
                .toList();
        try (DuckDBAppender appender = connection.createAppender(relation)) {
            for (int i = 0; i < table.rows(); i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                appender.beginRow();
                for (int j = 0; j < columns.size(); j++) {
                    ColumnType column = columns.get(j);
                    if (column.kind().numeric()) {
                        append(appender, column.kind(), numbers.get(j)[i]);
                    } else {
                        append(appender, table.texts(column.name())[i]);
                    }
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static void append(DuckDBAppender appender, ColumnKind kind, double value) throws SQLException {
        if (Double.isNaN(value)) {
            appender.appendNull();
        } else if (kind == ColumnKind.DOUBLE) {
            appender.append(value);
        } else if (kind == ColumnKind.BOOLEAN) {
            appender.append(value != 0);
        } else if (kind == ColumnKind.TIMESTAMP) {
            appender.appendEpochMicros(Math.multiplyExact((long) value, 1_000L));
        } else {
            appender.append((long) value);
        }
    }

    private static void append(DuckDBAppender appender, @Nullable String value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** A path or text as an SQL literal. */
    public static String literal(Object value) {
        String text = value instanceof Path path ? path.toAbsolutePath().toString() : String.valueOf(value);
        return "'" + text.replace("'", "''") + "'";
    }

    public static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static AnnealException refused(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("magic bytes") || message.contains("too small to be a Parquet file")) {
            return AnnealException.badInput(
                    "not-parquet",
                    "not a Parquet file, or a broken one: "
                            + message.lines().findFirst().orElse(""));
        } else if (message.startsWith("IO Error")) {
            return AnnealException.environment("duckdb", message, e);
        }
        return AnnealException.fault("duckdb", "DuckDB: " + message, e);
    }

    private static <T> T apart(DuckDBPreparedStatement statement, Callable<T> work)
            throws InterruptedException, SQLException {
        FutureTask<T> future = new FutureTask<>(work);
        Thread thread = new Thread(future, "duckdb");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get();
        } catch (InterruptedException e) {
            stop(statement, thread);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException broken) {
                throw broken;
            }
            throw AnnealException.fault("duckdb", "DuckDB failed: " + e.getCause(), e.getCause());
        }
    }

    /** Cancels until it has stopped: a cancel that comes before the statement has begun is lost. */
    private static void stop(DuckDBPreparedStatement statement, Thread thread) throws SQLException {
        while (thread.isAlive()) {
            statement.cancel();
            try {
                thread.join(CANCEL_AGAIN_MILLIS);
            } catch (InterruptedException again) {
                // Once is enough: the library must not be left while it works.
            }
        }
    }
}
