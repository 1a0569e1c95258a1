package dev.anneal.engine.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@link Records}. Keys sort by their UTF-8 bytes; a look-up and each row of a list cost the same at any size. */
public interface RecordsView {

    /** A document and its key; plain values. */
    record Row(String key, Map<String, Object> document) {}

    Optional<Map<String, Object>> find(String collection, String key);

    /** Rows whose key begins with {@code prefix}, in key order. */
    List<Row> list(String collection, String prefix);

    /** The row with the greatest key that begins with {@code prefix}. */
    Optional<Row> last(String collection, String prefix);
}
