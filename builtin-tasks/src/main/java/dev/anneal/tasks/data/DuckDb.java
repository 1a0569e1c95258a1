package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;

/**
 * One in-memory DuckDB, for one task by one thread. The library (70 MB) is unpacked and loaded with the first. It keeps
 * the order of rows and fetches nothing from the network. A statement runs on a thread of its own, so that an interrupt of the
 * waiting one cancels it.
 */
public final class DuckDb implements AutoCloseable {

    private static final int MOST_THREADS = 4;

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @throws AnnealException environment, where the library cannot be loaded */
    public static DuckDb open() {
        Properties options = new Properties();
        options.setProperty(
                "threads",
                String.valueOf(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
        options.setProperty("preserve_insertion_order", "true");
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty("temp_directory", System.getProperty("java.io.tmpdir"));
        try {
            Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", options);
            return new DuckDb(connection.unwrap(DuckDBConnection.class));
        } catch (SQLException | LinkageError e) {
            throw AnnealException.environment("duckdb", "cannot start DuckDB: " + e.getMessage(), e);
        }
    }

    /**
     * @return how many rows it changed or wrote
     * @throws AnnealException fault, where DuckDB refuses it
     */
    public long execute(String sql) throws InterruptedException {
        try {
            return attempt(sql);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** As {@link #execute}, for statements that the data may break. */
    long attempt(String sql) throws InterruptedException, SQLException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql)) {
            return apart(statement, statement::executeLargeUpdate);
        }
    }

    /** What is done with each chunk (about 2,000 rows) of a result. */
    public interface Reader {
        /** @param first the number of the chunk's first row in the result */
        void read(DuckDBChunkedResult result, int first, int rows) throws SQLException;
    }

    /** Reads a query's rows, chunk by chunk, in order. */
    public void query(String sql, Reader reader) throws InterruptedException {
        try {
            tryQuery(sql, reader);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** As {@link #query}, for queries that the data may break. */
    public void tryQuery(String sql, Reader reader) throws InterruptedException, SQLException {
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
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** A path or text as an SQL literal. */
    public static String literal(Object value) {
        String text = value instanceof Path path ? path.toAbsolutePath().toString() : String.valueOf(value);
        return "'" + text.replace("'", "''") + "'";
    }

    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static AnnealException fault(SQLException e) {
        return AnnealException.fault("duckdb", "DuckDB: " + e.getMessage(), e);
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
            statement.cancel();
            thread.join();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException broken) {
                throw broken;
            }
            throw AnnealException.fault("duckdb", "DuckDB failed: " + e.getCause(), e.getCause());
        }
    }
}
