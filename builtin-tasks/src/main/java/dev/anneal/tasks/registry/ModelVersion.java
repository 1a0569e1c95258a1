package dev.anneal.tasks.registry;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registered version of a model: never changed, never removed.
 *
 * @param number 1 for the first of its name, without gaps
 * @param model the MODEL artifact
 * @param report of its evaluation; null where it was registered without one
 * @param metrics the report's, finite
 * @param run id of the run that registered it
 * @param task the task of that run
 * @param workflowDigest of that run's spec
 * @param codeVersion git commit of the workflow's project; null where it is in none
 * @param data digest of the training data; null where the model does not say
 * @param trainingFacts what else the model artifact says of itself: algorithm, features, rows, ... (plain values)
 * @param tags given by the workflow's author
 */
public record ModelVersion(
        String name,
        int number,
        Artifact model,
        @Nullable Artifact report,
        Map<String, Double> metrics,
        String run,
        String task,
        String workflow,
        Digest workflowDigest,
        @Nullable String codeVersion,
        @Nullable Digest data,
        Map<String, Object> trainingFacts,
        Map<String, String> tags,
        Instant at) {

    public ModelVersion {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        trainingFacts = Values.copyOf(trainingFacts);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** {@code loans@3}. */
    public String reference() {
        return name + "@" + number;
    }
}
