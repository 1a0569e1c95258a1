package dev.anneal.tasks.monitor;

import dev.anneal.engine.record.RecordsView;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alarms that monitors raised: one document for each endpoint, version and position, however often it was seen. */
public final class Alarms {

    /**
     * Key {@code endpoint/version/position}, padded. Document: {@code endpoint version kind} (concept or data)
     * {@code since at} (positions) {@code timestamped message run task raised} (a moment), and {@code withdrawn} (the
     * reason) where the errors after it turned out no more frequent than before.
     */
    public static final String COLLECTION = "alarms";

    private Alarms() {}

    static String key(String endpoint, String version, long at) {
        return endpoint + "/" + version + "/" + String.format(Locale.ROOT, "%015d", at);
    }

    /** Every alarm of an endpoint, by version and position. */
    public static List<Map<String, Object>> of(RecordsView records, String endpoint) {
        return records.list(COLLECTION, endpoint + "/").stream()
                .map(RecordsView.Row::document)
                .filter(document -> endpoint.equals(document.get("endpoint")))
                .toList();
    }
}
