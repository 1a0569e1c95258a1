package dev.anneal.tasks.retrain;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.record.RecordsView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision about an endpoint, as the ledger keeps it. Positions are event time: row numbers, or epoch milliseconds
 * where {@code timestamped}.
 *
 * @param sequence 1 for the endpoint's first
 * @param reason for a person
 * @param version that served when it was decided
 * @param since where the error rate most likely rose; null where there was no drift
 * @param at where the alarm was; null where there was no drift
 * @param windowEnd end of the last closed window; null before the first prediction
 * @param position the watermark; null before the first prediction
 * @param rowsBefore predictions of the endpoint before the watermark
 * @param workflow that a run was requested of; null where none was
 * @param run that the deciding task belongs to
 * @param time when it was decided
 */
public record LedgerEntry(
        String endpoint,
        long sequence,
        Decision.Kind decision,
        String reason,
        String version,
        @Nullable Long since,
        @Nullable Long at,
        @Nullable Long windowEnd,
        @Nullable Long position,
        long rowsBefore,
        boolean timestamped,
        @Nullable String workflow,
        String run,
        String task,
        Instant time) {

    /** Key {@code endpoint/sequence}, padded; the documents are these entries, decisions in lower case. */
    public static final String COLLECTION = "ledger";

    /** Every decision about an endpoint, oldest first. */
    public static List<LedgerEntry> of(RecordsView records, String endpoint) {
        return records.list(COLLECTION, endpoint + "/").stream()
                .map(RecordsView.Row::document)
                .map(LedgerEntry::read)
                .filter(entry -> entry.endpoint().equals(endpoint))
                .toList();
    }

    static String key(String endpoint, long sequence) {
        return endpoint + "/" + String.format(Locale.ROOT, "%010d", sequence);
    }

    static LedgerEntry read(Map<String, Object> document) {
        return Json.convert(document, LedgerEntry.class);
    }

    boolean requested() {
        return decision == Decision.Kind.REQUESTED;
    }
}
