package dev.anneal.engine.record;

import java.util.Map;

/**
 * Named collections of small documents by key, written inside a transaction: what registries, endpoints and ledgers are
 * made of.
 */
public interface Records extends RecordsView {

    /** Adds a document. @throws IllegalStateException if the key is taken */
    void insert(String collection, String key, Map<String, Object> document);

    /** Adds or replaces a document. */
    void put(String collection, String key, Map<String, Object> document);
}
