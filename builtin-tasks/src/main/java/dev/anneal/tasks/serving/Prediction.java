package dev.anneal.tasks.serving;

import dev.anneal.engine.artifact.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One logged prediction.
 *
 * @param id unique in its endpoint, printable ASCII, see {@link #idOf(String, String, long)}
 * @param version that made it: {@code loans@3}
 * @param source digest (hexadecimal) of the data that the row stands in
 * @param row its number there, from 0
 * @param position event time: epoch milliseconds of the data's timestamp column, or the row number where it has none
 * @param features in the order of the version's signature; NaN where missing; not to be changed
 * @param predicted the class with the greatest probability; NaN where the outcome is an error
 * @param score probability of that class, 0 to 1; NaN where the outcome is an error
 * @param at when it was made, to the millisecond
 * @param outcome {@link #OK}, or the error in one line of at most 500 characters (control characters become blanks)
 * @param label the true class; null while it is not known
 * @param run id of the run that sent the row; empty where none did
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, and a list would box each of millions of values
public record Prediction(
        String id,
        String endpoint,
        String version,
        String source,
        long row,
        long position,
        double[] features,
        double predicted,
        double score,
        long latencyNanos,
        Instant at,
        String outcome,
        @Nullable Double label,
        String run) {

    /** The outcome of a row that was scored. */
    public static final String OK = "ok";

    private static final int SOURCE_DIGITS = 24;
    private static final int LONGEST_OUTCOME = 500;

    /** @throws IllegalArgumentException if id, version, source or run hold what they may not */
    public Prediction {
        checkId(id);
        checkText(version);
        checkText(source);
        checkText(run);
        at = at.truncatedTo(ChronoUnit.MILLIS);
        outcome = line(outcome);
    }

    static void checkId(String id) {
        boolean printable = !id.isEmpty();
        for (int i = 0; printable && i < id.length(); i++) {
            printable = id.charAt(i) > ' ' && id.charAt(i) < 127;
        }
        if (!printable) {
            throw new IllegalArgumentException("a prediction's id is printable ASCII, not '" + id + "'");
        }
    }

    private static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException("control character in '" + text + "'");
            }
        }
    }

    private static String line(String text) {
        String shortened = text.length() > LONGEST_OUTCOME ? text.substring(0, LONGEST_OUTCOME) : text;
        StringBuilder line = new StringBuilder(shortened);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    /** The id of a row sent to an endpoint: it begins with {@link #idPrefix}, and sorts as rows do. */
    public static String idOf(String endpoint, String source, long row) {
        return idOf(idPrefix(endpoint, source), row);
    }

    static String idOf(String prefix, long row) {
        String digits = Long.toString(row);
        return prefix + "0".repeat(Math.max(0, 12 - digits.length())) + digits;
    }

    /** What the ids of all rows of a source have in common: the first 96 bits of SHA-256 over endpoint and source. */
    static String idPrefix(String endpoint, String source) {
        return Digest.of(endpoint + "\n" + source).hex().substring(0, SOURCE_DIGITS) + "-";
    }

    /** The row that {@link #idOf} made an id of. */
    static long rowOf(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    public boolean ok() {
        return outcome.equals(OK);
    }

    public Prediction labelled(Double newLabel) {
        return new Prediction(
                id,
                endpoint,
                version,
                source,
                row,
                position,
                features,
                predicted,
                score,
                latencyNanos,
                at,
                outcome,
                newLabel,
                run);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prediction that
                && id.equals(that.id)
                && endpoint.equals(that.endpoint)
                && version.equals(that.version)
                && source.equals(that.source)
                && row == that.row
                && position == that.position
                && Arrays.equals(features, that.features)
                && Double.compare(predicted, that.predicted) == 0
                && Double.compare(score, that.score) == 0
                && latencyNanos == that.latencyNanos
                && at.equals(that.at)
                && outcome.equals(that.outcome)
                && Objects.equals(label, that.label)
                && run.equals(that.run);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
