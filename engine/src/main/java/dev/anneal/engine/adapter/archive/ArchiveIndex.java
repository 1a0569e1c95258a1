package dev.anneal.engine.adapter.archive;

import dev.anneal.engine.archive.Archiver.Item;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.codec.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds and where, as its last entry {@code index.json} says.
 *
 * @param entries in the archive's order
 */
record ArchiveIndex(List<Entry> entries) {

    static final String NAME = "index.json";
    private static final int VERSION = 1;

    /** @param offset of its first byte in the decompressed tar */
    record Entry(String path, long size, Digest digest, long offset) {
        Item item() {
            return new Item(path, size, digest);
        }
    }

    ArchiveIndex {
        entries = List.copyOf(entries);
    }

    byte[] json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("entries", entries);
        return Json.write(document).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException where the bytes are no index that this version knows */
    static ArchiveIndex read(byte[] json) throws IOException {
        Map<String, Object> document = Json.readValues(new String(json, StandardCharsets.UTF_8));
        if (!(document.get("version") instanceof BigDecimal version) || version.intValue() != VERSION) {
            throw new IOException("its index has version " + document.get("version") + ", but this Anneal knows "
                    + VERSION + "; use the later Anneal that wrote it");
        }
        List<Entry> entries = new ArrayList<>();
        if (document.get("entries") instanceof List<?> listed) {
            for (Object entry : listed) {
                entries.add(entry(entry));
            }
        }
        return new ArchiveIndex(entries);
    }

    private static Entry entry(Object listed) throws IOException {
        if (listed instanceof Map<?, ?> fields
                && fields.get("path") instanceof String path
                && fields.get("size") instanceof BigDecimal size
                && fields.get("digest") instanceof String digest
                && fields.get("offset") instanceof BigDecimal offset) {
            return new Entry(path, size.longValue(), new Digest(digest), offset.longValue());
        }
        throw new IOException("its index is damaged: " + listed);
    }
}
