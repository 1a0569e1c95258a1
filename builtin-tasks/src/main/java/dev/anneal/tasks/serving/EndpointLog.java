package dev.anneal.tasks.serving;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.tasks.serving.segment.FolderLock;
import dev.anneal.tasks.serving.segment.Segments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** The predictions and labels of one endpoint. Thread-safe; other processes are kept out by the folder's lock. */
final class EndpointLog {

    private static final Comparator<Prediction> IN_ORDER =
            Comparator.comparingLong(Prediction::position).thenComparing(Prediction::id);

    private final Path folder;
    private final Segments<Prediction> predictions;
    private final Segments<Label> labels;

    /** Both as they are at one moment. */
    private record Views(Segments<Prediction>.View predictions, Segments<Label>.View labels) {}

    EndpointLog(Path folder, String endpoint, int sealAfter) {
        this.folder = folder;
        this.predictions = new Segments<>(folder, "predictions", new PredictionFormat(endpoint), sealAfter);
        this.labels = new Segments<>(folder, "labels", new Label.Format(), sealAfter);
    }

    synchronized int append(List<Prediction> batch) {
        Map<String, Prediction> fresh = new LinkedHashMap<>();
        batch.forEach(prediction -> fresh.putIfAbsent(prediction.id(), prediction));
        return FolderLock.holding(folder, () -> {
            fresh.keySet().removeAll(predictions.find(fresh.keySet()).keySet());
            predictions.append(fresh.values());
            return fresh.size();
        });
    }

    /** @return how many were new */
    synchronized int label(Map<String, Double> labelsById) {
        return FolderLock.holding(folder, () -> {
            List<Label> fresh = fresh(labelsById);
            labels.append(fresh);
            return fresh.size();
        });
    }

    private List<Label> fresh(Map<String, Double> labelsById) {
        Map<String, Label> known = labels.find(labelsById.keySet());
        List<Label> fresh = new ArrayList<>();
        labelsById.forEach((id, value) -> {
            Label before = known.get(id);
            if (before == null) {
                fresh.add(new Label(id, value));
            } else if (before.value() != value) {
                throw AnnealException.badInput(
                        "label-differs",
                        "prediction " + id + " has the label " + before.value() + " already, and now came " + value
                                + ": a label is final, since decisions were made on it. None of the "
                                + labelsById.size() + " labels was added.");
            }
        });
        return fresh;
    }

    List<Prediction> read() {
        Views views = views();
        Map<String, Double> byId = new HashMap<>();
        views.labels().rows().forEach(label -> byId.put(label.id(), label.value()));
        List<Prediction> joined = new ArrayList<>();
        for (Prediction prediction : views.predictions().rows()) {
            Double label = byId.get(prediction.id());
            joined.add(label == null ? prediction : prediction.labelled(label));
        }
        joined.sort(IN_ORDER);
        return joined;
    }

    /** Ids of predictions that begin with {@code prefix} and have no label yet, in order. */
    NavigableSet<String> unlabelled(String prefix) {
        Views views = views();
        NavigableSet<String> ids = views.predictions().ids(prefix);
        ids.removeAll(views.labels().ids(prefix));
        return ids;
    }

    private synchronized Views views() {
        return FolderLock.holding(folder, () -> new Views(predictions.view(), labels.view()));
    }
}
