package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collections of documents, a tree each; documents are copied as they are put. */
record MemoryRecords(MemoryTransaction transaction) implements Records {

    @Override
    public void insert(String collection, String key, Map<String, Object> document) {
        if (find(collection, key).isPresent()) {
            throw new IllegalStateException("collection '" + collection + "' has a document '" + key + "' already");
        }
        put(collection, key, document);
    }

    @Override
    public void put(String collection, String key, Map<String, Object> document) {
        Tree<String, Row> rows = rows(collection).with(key, new Row(key, Values.copyOf(document)));
        transaction.put(Table.RECORDS, collection, rows);
    }

    @Override
    public Optional<Map<String, Object>> find(String collection, String key) {
        return Optional.ofNullable(rows(collection).get(key)).map(Row::document);
    }

    @Override
    public List<Row> list(String collection, String prefix) {
        List<Row> found = new ArrayList<>();
        for (Row row : rows(collection).from(key -> TextOrder.BY_BYTES.compare(key, prefix) >= 0)) {
            if (!row.key().startsWith(prefix)) {
                return found;
            }
            found.add(row);
        }
        return found;
    }

    @Override
    public Optional<Row> last(String collection, String prefix) {
        Row last = rows(collection).last(key -> key.startsWith(prefix) || TextOrder.BY_BYTES.compare(key, prefix) < 0);
        return Optional.ofNullable(last).filter(row -> row.key().startsWith(prefix));
    }

    private Tree<String, Row> rows(String collection) {
        Tree<String, Row> rows = transaction.get(Table.RECORDS, collection);
        return rows == null ? Tree.empty(TextOrder.BY_BYTES) : rows;
    }
}
