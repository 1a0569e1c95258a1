package dev.anneal.tasks.monitor;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.tasks.serving.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The predictions of the version that is watched, in position order, and where each stands on the axis of windows. */
final class Traffic {

    /** A prediction, and its number among all predictions of the endpoint. */
    record Sent(Prediction prediction, long number) {
        boolean labelled() {
            return prediction.ok() && prediction.label() != null;
        }

        boolean wrong() {
            Double label = prediction.label();
            return label != null && prediction.predicted() != label;
        }
    }

    private final List<Sent> sent;
    private final boolean timestamped;

    private Traffic(List<Sent> sent, boolean timestamped) {
        this.sent = sent;
        this.timestamped = timestamped;
    }

    /**
     * @param all the endpoint's predictions in position order
     * @param since when the version went live
     */
    static Traffic of(List<Prediction> all, String version, Instant since) {
        List<Sent> sent = new ArrayList<>();
        boolean timestamped = false;
        long number = 0;
        for (Prediction prediction : all) {
            if (prediction.run().isEmpty()) {
                // Asked for by hand: its label never comes, and its position is a row of some file.
                continue;
            }
            timestamped |= prediction.position() != prediction.row();
            if (prediction.version().equals(version) && !prediction.at().isBefore(since)) {
                sent.add(new Sent(prediction, number));
            }
            number++;
        }
        return new Traffic(List.copyOf(sent), timestamped);
    }

    List<Sent> sent() {
        return sent;
    }

    /** Whether positions are moments, not row numbers. */
    boolean timestamped() {
        return timestamped;
    }

    List<Sent> labelled() {
        return sent.stream().filter(Sent::labelled).toList();
    }

    /** The first prediction that waits for its label; the last of all where none does; null where there is none. */
    @Nullable
    Sent watermark() {
        for (Sent one : sent) {
            if (one.prediction().ok() && !one.labelled()) {
                return one;
            }
        }
        return sent.isEmpty() ? null : sent.get(sent.size() - 1);
    }

    /** Where a prediction stands on the axis that spans of this kind are laid on. */
    long on(Span span, Sent one) {
        return span.time() || !timestamped ? one.prediction().position() : one.number();
    }

    /** @throws AnnealException bad-input, where durations are asked for and the data has no timestamps */
    void check(Span span, String setting) {
        if (span.time() && !timestamped && !sent.isEmpty()) {
            throw AnnealException.badInput(
                    "no-timestamps",
                    "setting '" + setting + "' is a duration, but the rows sent to endpoint '"
                            + sent.get(0).prediction().endpoint()
                            + "' have no timestamp column: give a number of rows, such as 250.");
        }
    }
}
