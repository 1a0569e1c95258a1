package dev.anneal.tasks.serving.segment;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.tasks.data.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows by id in the files {@code NAME-1.parquet}, {@code NAME-2.parquet}, ... and the tail {@code NAME-N.tsv}, where N
 * is the first number without a Parquet file. A tail that is long enough becomes the Parquet file of its number: written
 * aside, synced, renamed, and only then is the tail removed, so a tail beside its Parquet file is a crash's leftover and
 * not read. All but {@link View} needs the folder's {@link FolderLock}; an object is for one thread at a time.
 */
public final class Segments<T> {

    private final Path folder;
    private final String name;
    private final RowFormat<T> format;
    private final int sealAfter;
    private final List<Path> sealed = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();
    private Tail<T> tail;

    /** First and last id of a Parquet file, which never changes: they say whether an id may be in it. */
    private record Range(Path file, String first, String last) {
        boolean mayHold(NavigableSet<String> ids) {
            String next = ids.ceiling(first);
            return next != null && next.compareTo(last) <= 0;
        }
    }

    /** @param sealAfter rows from which on a tail is sealed */
    public Segments(Path folder, String name, RowFormat<T> format, int sealAfter) {
        this.folder = folder;
        this.name = name;
        this.format = format;
        this.sealAfter = sealAfter;
        this.tail = new Tail<>(file(1, ".tsv"), format);
    }

    private Path file(int number, String ending) {
        return folder.resolve(name + "-" + number + ending);
    }

    /** Rows as they are at one moment, to be read without the lock. */
    public final class View {

        private final List<Path> files;
        private final List<T> rest;

        private View(List<Path> files, List<T> rest) {
            this.files = files;
            this.rest = rest;
        }

        /** All rows, in the order in which they were added. */
        public List<T> rows() {
            List<T> rows = new ArrayList<>();
            if (!files.isEmpty()) {
                rows.addAll(Uninterrupted.duckDb(db -> {
                    List<T> found = new ArrayList<>();
                    format.read(db, relation(files), found::add);
                    return found;
                }));
            }
            rows.addAll(rest);
            return rows;
        }

        /** The ids that begin with {@code prefix}, in order. */
        public NavigableSet<String> ids(String prefix) {
            NavigableSet<String> ids = new TreeSet<>();
            rest.stream().map(format::id).filter(id -> id.startsWith(prefix)).forEach(ids::add);
            if (!files.isEmpty()) {
                String where = relation(files) + " WHERE starts_with(id, " + DuckDb.literal(prefix) + ")";
                ids.addAll(Uninterrupted.duckDb(db -> {
                    Set<String> found = new HashSet<>();
                    db.query("SELECT id FROM " + where, (result, first, rows) -> {
                        for (int i = 0; i < rows; i++) {
                            found.add(result.chunk().vector(0).getString(i));
                        }
                    });
                    return found;
                }));
            }
            return ids;
        }
    }

    public View view() {
        refresh();
        return new View(List.copyOf(sealed), tail.rows());
    }

    /** Those of the ids that are there, with their rows. */
    public Map<String, T> find(Collection<String> ids) {
        refresh();
        Map<String, T> found = new HashMap<>();
        NavigableSet<String> others = new TreeSet<>();
        for (String id : ids) {
            T row = tail.find(id);
            if (row == null) {
                others.add(id);
            } else {
                found.put(id, row);
            }
        }
        List<Path> candidates = others.isEmpty()
                ? List.of()
                : ranges().stream()
                        .filter(part -> part.mayHold(others))
                        .map(Range::file)
                        .toList();
        if (!candidates.isEmpty()) {
            found.putAll(findSealed(candidates, others));
        }
        return found;
    }

    private Map<String, T> findSealed(List<Path> candidates, NavigableSet<String> ids) {
        String range = "(FROM " + relation(candidates) + " WHERE id BETWEEN " + DuckDb.literal(ids.first()) + " AND "
                + DuckDb.literal(ids.last()) + ")";
        return Uninterrupted.duckDb(db -> {
            Map<String, T> found = new HashMap<>();
            format.read(db, range, row -> {
                if (ids.contains(format.id(row))) {
                    found.put(format.id(row), row);
                }
            });
            return found;
        });
    }

    /** Adds rows whose ids are not there, durably: one write, one sync. Seals the tail where it is long enough. */
    public void append(Collection<T> rows) {
        refresh();
        if (rows.isEmpty()) {
            return;
        }
        tail.append(rows);
        if (tail.size() >= sealAfter) {
            seal();
        }
    }

    private void refresh() {
        int before = sealed.size();
        for (int number = before + 1; Files.exists(file(number, ".parquet")); number++) {
            sealed.add(file(number, ".parquet"));
        }
        if (sealed.size() > before) {
            remove(file(sealed.size(), ".tsv"));
            tail = new Tail<>(file(sealed.size() + 1, ".tsv"), format);
        }
        tail.refresh();
    }

    private List<Range> ranges() {
        if (ranges.size() < sealed.size()) {
            ranges.addAll(Uninterrupted.duckDb(db -> {
                List<Range> read = new ArrayList<>();
                for (Path file : sealed.subList(ranges.size(), sealed.size())) {
                    String sql = "SELECT min(id), max(id) FROM " + relation(List.of(file));
                    db.query(
                            sql,
                            (result, first, rows) -> read.add(new Range(
                                    file,
                                    result.chunk().vector(0).getString(0),
                                    result.chunk().vector(1).getString(0))));
                }
                return read;
            }));
        }
        return ranges;
    }

    private void seal() {
        int number = sealed.size() + 1;
        Path aside = file(number, ".parquet.part");
        String columns = format.fields().stream()
                .map(field -> "'" + field.name() + "': '" + field.inTail() + "'")
                .collect(Collectors.joining(", "));
        String kept = format.fields().stream()
                .map(field -> field.inParquet() + " AS \"" + field.name() + "\"")
                .collect(Collectors.joining(", "));
        String sql = "COPY (SELECT " + kept + " FROM read_csv(" + DuckDb.literal(tail.file())
                + ", delim = '\t', header = false, quote = '', escape = '', auto_detect = false, columns = {" + columns
                + ", 'crc': 'VARCHAR'})) TO " + DuckDb.literal(aside) + " (FORMAT parquet, COMPRESSION zstd)";
        long written = Uninterrupted.duckDb(db -> db.execute(sql));
        if (written != tail.size()) {
            throw AnnealException.fault(
                    "seal", "sealing " + tail.file() + " wrote " + written + " of " + tail.size() + " rows", null);
        }
        try {
            Durable.publish(aside, file(number, ".parquet"));
        } catch (IOException e) {
            throw AnnealException.environment("seal", "cannot seal " + tail.file() + ": " + e.getMessage(), e);
        }
        refresh();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AnnealException.environment("seal", "cannot remove " + file + ": " + e.getMessage(), e);
        }
    }

    private static String relation(List<Path> files) {
        return files.stream().map(DuckDb::literal).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
}
