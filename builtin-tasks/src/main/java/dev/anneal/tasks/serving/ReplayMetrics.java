package dev.anneal.tasks.serving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replay measured. */
final class ReplayMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    private ReplayMetrics() {}

    /**
     * {@code rows}, {@code labelDelay} (rows), {@code failed}, {@code rowsPerSecond}, {@code latencyP50} and {@code latencyP99} in milliseconds,
     * and {@code accuracy}: the share of the rows sent whose label is known and was predicted. Without rows, or labels,
     * what they would give is left out.
     *
     * @param answers one a row
     * @param labelDelay how many rows later a label comes
     * @param seconds that scoring and logging took, loading the model included
     */
    static Map<String, Double> of(
            List<ServedModel.Answer> answers, ReplayedRows rows, double seconds, long labelDelay) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rows", (double) answers.size());
        metrics.put("labelDelay", (double) labelDelay);
        if (answers.isEmpty()) {
            return metrics;
        }
        int failed = 0;
        int labelled = 0;
        int right = 0;
        for (int i = 0; i < answers.size(); i++) {
            ServedModel.Answer answer = answers.get(i);
            Double label = rows.label(i);
            if (!answer.ok()) {
                failed++;
            } else if (label != null) {
                labelled++;
                right += answer.predicted() == label ? 1 : 0;
            }
        }
        metrics.put("failed", (double) failed);
        metrics.put("rowsPerSecond", answers.size() / Math.max(seconds, 1e-9));
        long[] nanos = answers.stream()
                .mapToLong(ServedModel.Answer::latencyNanos)
                .sorted()
                .toArray();
        metrics.put("latencyP50", nearestRank(nanos, 0.50) / NANOS_PER_MILLI);
        metrics.put("latencyP99", nearestRank(nanos, 0.99) / NANOS_PER_MILLI);
        if (labelled > 0) {
            metrics.put("accuracy", (double) right / labelled);
        }
        return metrics;
    }

    /** The smallest value that at least the share {@code p} of all values do not exceed. @param sorted ascending, not empty */
    static long nearestRank(long[] sorted, double p) {
        return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
    }
}
