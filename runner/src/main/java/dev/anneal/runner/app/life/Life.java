package dev.anneal.runner.app.life;

import dev.anneal.engine.run.Run;
import dev.anneal.tasks.registry.ModelVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a model: every version, every run that had to do with it, and how well it did where it served.
 *
 * @param chapters the runs, the oldest first
 * @param endpoints where a version of it was deployed, the one with most predictions first
 * @param home the folder that archives' paths start from
 */
public record Life(
        String model, List<ModelVersion> versions, List<Chapter> chapters, List<EndpointLife> endpoints, Path home) {

    public Life {
        versions = List.copyOf(versions);
        chapters = List.copyOf(chapters);
        endpoints = List.copyOf(endpoints);
    }

    /** A run and what happened in it that matters to the model. */
    public record Chapter(Run run, List<Event> events) {
        public Chapter {
            events = List.copyOf(events);
        }
    }

    /**
     * Something that happened in a run.
     *
     * @param kind {@code verdict version deploy alarm decision request}
     * @param text one line for a person
     */
    public record Event(String kind, String text) {}

    /**
     * How an endpoint did.
     *
     * @param alarms that were raised, the oldest first
     * @param drifts that are known or were found
     * @param retrains how often a new model was requested because of drift
     * @param versions that were deployed to it, the oldest first
     */
    public record EndpointLife(
            String name,
            Accuracy accuracy,
            List<Stretch> stretches,
            List<Alarm> alarms,
            List<Drift> drifts,
            int retrains,
            List<String> versions) {
        public EndpointLife {
            stretches = List.copyOf(stretches);
            alarms = List.copyOf(alarms);
            drifts = List.copyOf(drifts);
            versions = List.copyOf(versions);
        }
    }

    /**
     * Accuracy over every labelled prediction; null where it cannot be told.
     *
     * @param healed of the versions that really served
     * @param unhealed of the first version, re-scored on every row: what there would have been without retraining
     * @param majority of always predicting the class that was most frequent in the first version's training data
     * @param noChange of predicting the latest label known, which is {@code labelDelay} rows old
     * @param lastLabel of predicting the row before's label, as if labels came at once
     * @param labelled how many predictions have a label
     * @param predictions how many there are
     */
    public record Accuracy(
            @Nullable Double healed,
            @Nullable Double unhealed,
            @Nullable Double majority,
            @Nullable Double noChange,
            @Nullable Double lastLabel,
            long labelDelay,
            long labelled,
            long predictions) {}

    /**
     * A stretch of labelled predictions in the order of their positions.
     *
     * @param from position of the first
     * @param to position of the last
     * @param version that served at its end
     */
    public record Stretch(
            long from, long to, double healed, @Nullable Double unhealed, String version) {}

    /**
     * @param since position where the warning began
     * @param at position of the alarm
     * @param withdrawn why it was taken back; null where it stands
     */
    public record Alarm(
            String version,
            long since,
            long at,
            String message,
            String run,
            @Nullable String withdrawn) {}

    /**
     * @param began position where it truly began; null where that is not known
     * @param found position of the alarm that found it; null where none did
     */
    public record Drift(@Nullable Long began, @Nullable Long found) {}
}
