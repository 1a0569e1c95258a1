package dev.anneal.tasks.monitor;

import dev.anneal.engine.codec.Json;
import dev.anneal.tasks.drift.FeatureDrift;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at an endpoint found. Positions are event time: row numbers, or epoch milliseconds where
 * {@code timestamped}. Windows and alarms are those of {@code version} alone.
 *
 * @param version now serving, {@code loans@3}
 * @param rows predictions that the version has made
 * @param labelled those of them that were scored and have their label
 * @param failed those of them that ended in an error
 * @param watermark position before which every prediction has its label; null while there is no prediction
 * @param rowsBefore how many predictions of the endpoint, of any version, lie before the watermark
 * @param windowEnd end of the last closed window, or the watermark where none is closed
 * @param windows closed ones, in order
 * @param drift whether retraining is called for
 * @param since where the error rate most likely rose; null where there is no drift
 * @param at where the alarm was; null where there is no drift
 * @param labelledSince labelled predictions from {@code since} on; 0 where there is no drift
 * @param verdict one line for a person
 */
public record MonitorReport(
        String endpoint,
        String version,
        boolean timestamped,
        long rows,
        long labelled,
        long failed,
        @Nullable Long watermark,
        long rowsBefore,
        @Nullable Long windowEnd,
        List<Window> windows,
        DataCheck data,
        ConceptCheck concept,
        boolean drift,
        @Nullable Long since,
        @Nullable Long at,
        long labelledSince,
        String verdict) {

    public MonitorReport {
        windows = List.copyOf(windows);
    }

    /** @param json as the {@code monitor} task wrote it */
    public static MonitorReport read(String json) {
        return Json.read(json, MonitorReport.class);
    }

    /**
     * One closed window. What is undefined is null: accuracy and the rest where nothing was scored, throughput where no
     * time passed between the first prediction and the last.
     *
     * @param from first position
     * @param to first position after it
     * @param accuracy share of right classes, 0 to 1
     * @param meanScore mean probability that the model gave the class it chose, 0 to 1
     * @param latencyP50Ms nearest rank, milliseconds
     * @param latencyP99Ms nearest rank, milliseconds
     * @param rowsPerSecond rows after the first, by the wall-clock time from the first to the last
     */
    public record Window(
            long from,
            long to,
            long rows,
            long failed,
            @Nullable Double accuracy,
            @Nullable Double meanScore,
            @Nullable Double latencyP50Ms,
            @Nullable Double latencyP99Ms,
            @Nullable Double rowsPerSecond) {}

    /**
     * Inputs of the last closed window against the training data.
     *
     * @param from null where nothing was compared
     * @param drifted names out of {@code features}
     * @param note what was not compared, and why; empty where all was
     */
    public record DataCheck(
            @Nullable Long from,
            @Nullable Long to,
            boolean drift,
            List<FeatureDrift> features,
            List<String> drifted,
            String note) {
        public DataCheck {
            features = List.copyOf(features);
            drifted = List.copyOf(drifted);
        }

        static DataCheck none(String note) {
            return new DataCheck(null, null, false, List.of(), List.of(), note);
        }
    }

    /**
     * DDM over the labelled predictions since the version went live.
     *
     * @param seen how many it looked at
     * @param errorRate of all of these; null where there are none
     * @param warning where a warning began that is still on; null where none is
     * @param note what could not be judged, and why; empty where all was
     */
    public record ConceptCheck(
            boolean drift,
            long seen,
            @Nullable Double errorRate,
            @Nullable Long warning,
            List<FoundAlarm> alarms,
            String note) {
        public ConceptCheck {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * An alarm by position.
     *
     * @param since where the error rate most likely rose
     * @param warning where the warning began that led to the alarm
     * @param errorBefore error rate before {@code since}; null where nothing came before
     * @param errorAfter error rate after the alarm; null where nothing came yet
     * @param stands false once withdrawn
     */
    public record FoundAlarm(
            long since,
            long warning,
            long at,
            @Nullable Double errorBefore,
            @Nullable Double errorAfter,
            boolean stands) {}
}
