package dev.anneal.tasks.serving.segment;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tail file and its rows in memory. The file only grows, so what was read of it stays true, and {@link #refresh}
 * reads what others added since. The caller holds the folder's lock.
 */
final class Tail<T> {

    private final Path file;
    private final RowFormat<T> format;
    private final Map<String, T> rows = new LinkedHashMap<>();
    private long bytes;

    Tail(Path file, RowFormat<T> format) {
        this.file = file;
        this.format = format;
    }

    Path file() {
        return file;
    }

    int size() {
        return rows.size();
    }

    @Nullable
    T find(String id) {
        return rows.get(id);
    }

    List<T> rows() {
        return new ArrayList<>(rows.values());
    }

    void refresh() {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            if (length < bytes) {
                throw AnnealException.environment(
                        "damaged-log", file + " became shorter while it was in use: restore it.", null);
            }
            byte[] added = new byte[Math.toIntExact(length - bytes)];
            in.seek(bytes);
            in.readFully(added);
            bytes += TailLines.read(added, file.toString(), bytes, this::add);
        } catch (IOException e) {
            throw AnnealException.environment("read-log", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void add(String[] texts) {
        T row = format.row(texts);
        rows.putIfAbsent(format.id(row), row);
    }

    /** Writes rows with new ids at once and syncs them. Not interruptible, so never torn by an interrupt. */
    void append(Collection<T> added) {
        StringBuilder lines = new StringBuilder();
        added.forEach(row -> TailLines.write(format.texts(row), lines));
        byte[] written = lines.toString().getBytes(StandardCharsets.UTF_8);
        boolean created = !Files.exists(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(bytes);
            out.seek(bytes);
            out.write(written);
            out.getFD().sync();
            if (created) {
                Durable.syncFolder(file);
            }
        } catch (IOException e) {
            throw AnnealException.environment("write-log", "cannot append to " + file + ": " + e.getMessage(), e);
        }
        bytes += written.length;
        added.forEach(row -> rows.put(format.id(row), row));
    }
}
