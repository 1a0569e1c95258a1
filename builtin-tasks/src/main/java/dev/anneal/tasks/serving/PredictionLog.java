package dev.anneal.tasks.serving;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.tasks.registry.RegistryNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The predictions of all endpoints and the labels that came later, in append-only segments: one folder an endpoint. What
 * a method has done survives the death of the machine. Safe for several threads and processes at once. Nothing here can
 * be interrupted; an interrupt stays set.
 */
public final class PredictionLog {

    /** Rows from which on a tail is sealed to Parquet. */
    static final int SEAL_AFTER = 5_000;

    private final Path folder;
    private final int sealAfter;
    private final Map<String, EndpointLog> logs = new ConcurrentHashMap<>();

    /** @param folder {@code TaskContext.homeFolder("predictions")} */
    public PredictionLog(Path folder) {
        this(folder, SEAL_AFTER);
    }

    /** @param sealAfter rows from which on a tail is sealed to Parquet, at least 1 */
    public PredictionLog(Path folder, int sealAfter) {
        if (sealAfter < 1) {
            throw new IllegalArgumentException("sealed after " + sealAfter + " rows");
        }
        this.folder = folder;
        this.sealAfter = sealAfter;
    }

    /**
     * Appends predictions, each whole or not at all; labels that they carry are not looked at. An id that is there
     * already is left as it is.
     *
     * @return how many were new
     * @throws IllegalArgumentException if a prediction is of another endpoint
     */
    public int append(String endpoint, List<Prediction> batch) {
        for (Prediction prediction : batch) {
            if (!prediction.endpoint().equals(endpoint)) {
                throw new IllegalArgumentException("prediction " + prediction.id() + " is of endpoint '"
                        + prediction.endpoint() + "', not '" + endpoint + "'");
            }
        }
        return batch.isEmpty() ? 0 : log(endpoint).append(batch);
    }

    /**
     * Adds the true classes by id. The same label again changes nothing. A label may come before its prediction.
     *
     * @return how many were new
     * @throws AnnealException bad-input where an id has another label already: the first one is final, because decisions
     *     were made on it; then none of these is added
     * @throws IllegalArgumentException if a label is not finite
     */
    public int label(String endpoint, Map<String, Double> labelsById) {
        labelsById.forEach((id, label) -> {
            Prediction.checkId(id);
            if (!Double.isFinite(label)) {
                throw new IllegalArgumentException("label " + label + " of prediction " + id);
            }
        });
        return labelsById.isEmpty() ? 0 : log(endpoint).label(labelsById);
    }

    /** All predictions by position, then id, labels joined; none where nothing was logged. */
    public List<Prediction> read(String endpoint) {
        return exists(endpoint) ? log(endpoint).read() : List.of();
    }

    /** Ids of predictions that begin with {@code prefix} and have no label yet, in order. */
    NavigableSet<String> unlabelled(String endpoint, String prefix) {
        return exists(endpoint) ? log(endpoint).unlabelled(prefix) : new java.util.TreeSet<>();
    }

    private boolean exists(String endpoint) {
        return Files.isDirectory(folder.resolve(RegistryNames.checked("an endpoint", endpoint)));
    }

    private EndpointLog log(String endpoint) {
        String name = RegistryNames.checked("an endpoint", endpoint);
        return logs.computeIfAbsent(name, key -> new EndpointLog(folder.resolve(key), key, sealAfter));
    }
}
