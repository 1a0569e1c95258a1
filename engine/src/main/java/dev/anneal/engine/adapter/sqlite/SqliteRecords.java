package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.record.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collections of documents; SQLite compares text by its UTF-8 bytes, which is the order of the port. */
record SqliteRecords(Transaction transaction) implements Records {

    @Override
    public void insert(String collection, String key, Map<String, Object> document) {
        int inserted = transaction.change(
                "INSERT INTO records (collection, key, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (collection, key) DO NOTHING",
                collection,
                key,
                Json.write(document));
        if (inserted == 0) {
            throw new IllegalStateException("collection '" + collection + "' has a document '" + key + "' already");
        }
    }

    @Override
    public void put(String collection, String key, Map<String, Object> document) {
        transaction.change(
                "INSERT OR REPLACE INTO records (collection, key, document) VALUES (?, ?, ?)",
                collection,
                key,
                Json.write(document));
    }

    @Override
    public Optional<Map<String, Object>> find(String collection, String key) {
        return transaction.first(
                "SELECT document FROM records WHERE collection = ? AND key = ?",
                row -> row.values("document"),
                collection,
                key);
    }

    @Override
    public List<Row> list(String collection, String prefix) {
        return transaction.list(
                "SELECT key, document FROM records WHERE collection = ? AND key >= ? AND key < ? ORDER BY key",
                row -> new Row(row.text("key"), row.values("document")),
                collection,
                prefix,
                Prefix.end(prefix));
    }

    @Override
    public Optional<Row> last(String collection, String prefix) {
        return transaction.first(
                "SELECT key, document FROM records WHERE collection = ? AND key >= ? AND key < ?"
                        + " ORDER BY key DESC LIMIT 1",
                row -> new Row(row.text("key"), row.values("document")),
                collection,
                prefix,
                Prefix.end(prefix));
    }
}
