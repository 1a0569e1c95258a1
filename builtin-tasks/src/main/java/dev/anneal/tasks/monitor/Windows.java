package dev.anneal.tasks.monitor;

import dev.anneal.tasks.monitor.MonitorReport.Window;
import dev.anneal.tasks.monitor.Traffic.Sent;
import dev.anneal.tasks.serving.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts traffic into windows whose bounds are multiples of their length, so that they lie alike in every report. A window
 * is closed when the watermark has reached its end: every row in it has its label and a later one was sent.
 */
final class Windows {

    /** A closed window and what it holds. */
    record Closed(Window window, List<Sent> sent) {}

    private Windows() {}

    static List<Closed> closed(Traffic traffic, Span span) {
        Sent watermark = traffic.watermark();
        List<Closed> closed = new ArrayList<>();
        if (watermark == null) {
            return closed;
        }
        long limit = Math.floorDiv(traffic.on(span, watermark), span.length());
        List<Sent> sent = traffic.sent();
        int from = 0;
        while (from < sent.size()) {
            long number = Math.floorDiv(traffic.on(span, sent.get(from)), span.length());
            if (number >= limit) {
                break;
            }
            int to = from;
            while (Math.floorDiv(traffic.on(span, sent.get(to)), span.length()) == number) {
                to++;
            }
            closed.add(closed(traffic, span, number, sent.subList(from, to), sent.get(to)));
            from = to;
        }
        return closed;
    }

    private static Closed closed(Traffic traffic, Span span, long number, List<Sent> sent, Sent next) {
        boolean counted = traffic.timestamped() && !span.time();
        long start = counted ? sent.get(0).prediction().position() : number * span.length();
        long end = counted ? next.prediction().position() : (number + 1) * span.length();
        return new Closed(window(start, end, sent), List.copyOf(sent));
    }

    private static Window window(long from, long to, List<Sent> sent) {
        List<Prediction> scored =
                sent.stream().map(Sent::prediction).filter(Prediction::ok).toList();
        return new Window(
                from,
                to,
                sent.size(),
                sent.size() - scored.size(),
                mean(sent.stream()
                        .filter(Sent::labelled)
                        .mapToDouble(one -> one.wrong() ? 0 : 1)
                        .toArray()),
                mean(scored.stream().mapToDouble(Prediction::score).toArray()),
                latency(scored, 0.50),
                latency(scored, 0.99),
                throughput(sent));
    }

    private static @Nullable Double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? null : (Double) (sum / values.length);
    }

    private static @Nullable Double latency(List<Prediction> scored, double share) {
        if (scored.isEmpty()) {
            return null;
        }
        long[] sorted =
                scored.stream().mapToLong(Prediction::latencyNanos).sorted().toArray();
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    private static @Nullable Double throughput(List<Sent> sent) {
        Instant first = time(sent, Comparator.reverseOrder());
        Instant last = time(sent, Comparator.naturalOrder());
        double seconds = Duration.between(first, last).toNanos() / 1e9;
        return seconds <= 0 ? null : (Double) ((sent.size() - 1) / seconds);
    }

    private static Instant time(List<Sent> sent, Comparator<Instant> order) {
        return sent.stream().map(one -> one.prediction().at()).max(order).orElseThrow();
    }
}
