package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Source;
import dev.anneal.engine.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a dataset is taken from: a Parquet file by its first bytes, a CSV file otherwise. */
final class SourceRows {

    private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final DuckDb db;
    private final String name;
    private final Digest digest;
    private final Map<String, Object> properties;
    private final String relation;

    private SourceRows(DuckDb db, String name, Digest digest, Map<String, Object> properties, String relation) {
        this.db = db;
        this.name = name;
        this.digest = digest;
        this.properties = properties;
        this.relation = relation;
    }

    static SourceRows open(DuckDb db, DatasetTask.Settings settings, TaskContext context) throws InterruptedException {
        if (settings.source() instanceof Source.OfArtifact made) {
            Artifact artifact = made.artifact();
            Path file = context.artifacts().file(artifact.digest());
            String relation = relation(db, file, artifact.name(), settings.missing(), settings.types());
            return new SourceRows(db, artifact.name(), artifact.digest(), artifact.properties(), relation);
        }
        Path path = ((Source.OfPath) settings.source()).path();
        String name = name(path, context.run().baseFolder());
        if (!Files.isRegularFile(path)) {
            throw AnnealException.badInput(
                    "no-file",
                    Files.isDirectory(path)
                            ? name + " is a folder: 'source' takes a CSV or Parquet file"
                            : "there is no file " + path + ": 'source' starts from the workflow file's folder");
        }
        return new SourceRows(
                db, name, digest(path, name), Map.of(), relation(db, path, name, settings.missing(), settings.types()));
    }

    /** For messages and records: what a person wrote, as far as it can be told. */
    String name() {
        return name;
    }

    Digest digest() {
        return digest;
    }

    @Nullable
    String property(String key) {
        return properties.get(key) instanceof String text ? text : null;
    }

    @Nullable
    List<Long> conceptStarts() {
        if (!(properties.get("conceptStarts") instanceof List<?> starts)) {
            return null;
        }
        List<Long> rows = new ArrayList<>();
        starts.forEach(start -> rows.add(((BigDecimal) start).longValueExact()));
        return rows;
    }

    long count() throws InterruptedException {
        return TableFiles.count(db, relation);
    }

    /** Makes the table {@code target} of the rows from {@code from} to before {@code to}. */
    void take(String target, long from, long to) throws InterruptedException {
        db.execute("CREATE TABLE " + target + " AS SELECT * FROM " + relation + " LIMIT " + (to - from) + " OFFSET "
                + from);
    }

    /** What to select from, once a CSV file's rows are loaded into {@code db}. */
    static String relation(DuckDb db, Path file, String name, List<String> missing, Map<String, ColumnKind> types)
            throws InterruptedException {
        if (parquet(file, name)) {
            return TableFiles.relation(file);
        }
        CsvHeader header = CsvHeader.read(file, name);
        CsvRows.load(db, "csv", file, name, header, missing);
        String select = new CsvTypes(db, "csv", name).select(header.names(), types);
        db.execute("CREATE TABLE typed AS SELECT " + select + " FROM csv");
        db.execute("DROP TABLE csv");
        return "typed";
    }

    private static boolean parquet(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PARQUET_MAGIC.length), PARQUET_MAGIC);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Digest digest(Path file, String name) throws InterruptedException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            while (in.read(buffer) >= 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        return Digest.of(sha256);
    }

    private static String name(Path path, Path baseFolder) {
        return path.startsWith(baseFolder)
                ? baseFolder.relativize(path).toString()
                : String.valueOf(path.getFileName());
    }

    private static AnnealException unreadable(String name, IOException e) {
        return AnnealException.environment("read-data", "cannot read " + name + ": " + e.getMessage(), e);
    }
}
