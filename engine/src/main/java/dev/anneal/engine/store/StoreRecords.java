package dev.anneal.engine.store;

import dev.anneal.engine.record.RecordsView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as they are committed now: each look is a reading transaction of its own. Thread-safe. */
public final class StoreRecords implements RecordsView {

    private final Store store;

    public StoreRecords(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Map<String, Object>> find(String collection, String key) {
        return store.read(tables -> tables.records().find(collection, key));
    }

    @Override
    public List<Row> list(String collection, String prefix) {
        return store.read(tables -> tables.records().list(collection, prefix));
    }

    @Override
    public Optional<Row> last(String collection, String prefix) {
        return store.read(tables -> tables.records().last(collection, prefix));
    }
}
