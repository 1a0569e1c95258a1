package dev.anneal.tasks.testing;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.record.Records;
import dev.anneal.engine.record.RecordsView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Records in memory, with the semantics of a database: documents are kept as JSON text, keys sort by their UTF-8 bytes,
 * transactions run one after the other, and one that throws changes nothing. Thread-safe.
 */
public final class MemoryRecords implements RecordsView {

    private Map<String, TreeMap<String, String>> collections = new TreeMap<>();

    /** Runs one transaction; what it wrote is undone if it throws. */
    public synchronized <T> T inTransaction(Function<Records, T> work) {
        Map<String, TreeMap<String, String>> before = new TreeMap<>();
        collections.forEach((name, rows) -> before.put(name, new TreeMap<>(rows)));
        try {
            return work.apply(new Transaction());
        } catch (RuntimeException e) {
            collections = before;
            throw e;
        }
    }

    @Override
    public synchronized Optional<Map<String, Object>> find(String collection, String key) {
        return Optional.ofNullable(rows(collection).get(key)).map(Json::readValues);
    }

    @Override
    public synchronized List<Row> list(String collection, String prefix) {
        List<Row> found = new ArrayList<>();
        rows(collection).forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                found.add(new Row(key, Json.readValues(text)));
            }
        });
        return List.copyOf(found);
    }

    @Override
    public synchronized Optional<Row> last(String collection, String prefix) {
        List<Row> found = list(collection, prefix);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    private Map<String, String> rows(String collection) {
        return collections.computeIfAbsent(collection, name -> new TreeMap<>(MemoryRecords::compareBytes));
    }

    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private final class Transaction implements Records {

        @Override
        public void insert(String collection, String key, Map<String, Object> document) {
            if (rows(collection).putIfAbsent(key, Json.write(document)) != null) {
                throw new IllegalStateException(collection + " has " + key + " already");
            }
        }

        @Override
        public void put(String collection, String key, Map<String, Object> document) {
            rows(collection).put(key, Json.write(document));
        }

        @Override
        public Optional<Map<String, Object>> find(String collection, String key) {
            return MemoryRecords.this.find(collection, key);
        }

        @Override
        public List<Row> list(String collection, String prefix) {
            return MemoryRecords.this.list(collection, prefix);
        }

        @Override
        public Optional<Row> last(String collection, String prefix) {
            return MemoryRecords.this.last(collection, prefix);
        }
    }
}
