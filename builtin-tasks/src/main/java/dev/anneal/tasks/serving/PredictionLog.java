package dev.anneal.tasks.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The predictions of all endpoints and the labels that came later, in append-only segments. */
public final class PredictionLog {

    private final Path folder;

    /** @param folder {@code TaskContext.homeFolder("predictions")} */
    public PredictionLog(Path folder) {
        this.folder = folder;
    }

    /** Appends those whose id is not there yet, durably. @return how many were new */
    public int append(String endpoint, List<Prediction> batch) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /** Adds the true classes by id. */
    public void label(String endpoint, Map<String, Double> labelsById) {
        throw new UnsupportedOperationException(folder.toString());
    }

    /** All predictions in position order, labels joined. */
    public List<Prediction> read(String endpoint) {
        throw new UnsupportedOperationException(folder.toString());
    }
}
